"""The promise of whoever watches over the version of the public data."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol


class Versions(Protocol):
    """Says which versions of the public data are committed."""

    def now(self, scopes: Collection[str] = ()) -> Mapping[str, str] | None:
        """Return the versions of everything and of these scopes, read at once; "" for one that never changed.

        None where nothing may be kept.
        """
        ...

    def close(self) -> None:
        """Let go of the connection."""
        ...
