"""The promise of whoever watches over the version of the public data."""

from __future__ import annotations

from typing import Protocol


class Versions(Protocol):
    """Says which version of the public data is committed."""

    def now(self) -> str | None:
        """Return the version, or None where nothing may be kept."""
        ...

    def close(self) -> None:
        """Let go of the connection."""
        ...
