"""What was worked out from the public data as a whole, for as long as one version of it stands."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")
MOST = 200
"""Values of one version; the oldest makes room: a few are asked for by many, and thousands by one crawler."""


class Values:
    """Keeps values of the newest version asked for, in the memory of this process. Any thread may ask."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = Lock()
        self._version = ""
        self._kept: dict[Hashable, Any] = {}

    def of(self, version: str, name: Hashable, make: Callable[[], T]) -> T:
        """Return the value under that name, made now unless it was made since this version was read.

        `version` must have been read before: a value made while something changes is newer than its version, never
        older. Two who ask at once may both make it.
        """
        with self._lock:
            if version != self._version:
                self._version, self._kept = version, {}
            kept = self._kept
            if name in kept:
                found: T = kept[name]
                return found
        made = make()
        with self._lock:
            kept[name] = made
            if len(kept) > self._most:
                del kept[next(iter(kept))]
        return made
