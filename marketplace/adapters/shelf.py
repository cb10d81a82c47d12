"""A few finished things kept in memory, so that what many ask for is made once. Any thread may look and put."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock


class Shelf:
    """At most `places` byte strings by name; the one that was looked at longest ago makes room."""

    def __init__(self, places: int = 64) -> None:
        self._places = places
        self._lock = Lock()
        self._things: OrderedDict[str, bytes] = OrderedDict()

    def look(self, name: str) -> bytes | None:
        """Return what lies under that name, if it is still there."""
        with self._lock:
            if name in self._things:
                self._things.move_to_end(name)
            return self._things.get(name)

    def put(self, name: str, thing: bytes) -> None:
        """Keep it under that name."""
        with self._lock:
            self._things[name] = thing
            self._things.move_to_end(name)
            if len(self._things) > self._places:
                self._things.popitem(last=False)
