"""What `watch` wants of a connection of its own, whichever database it leads to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from sqlalchemy.engine import URL

from marketplace.adapters.versions.triggers import TABLE

ASK = f"SELECT scope, version FROM {TABLE} WHERE scope "  # noqa: S608 - our own names
ANSWER_SECONDS = 1
"""How long is waited for an answer."""


class Away(Exception):
    """The database does not answer."""


class Line(Protocol):
    """One connection. Everything but `close` raises Away."""

    def ask(self, scopes: Sequence[str]) -> Sequence[tuple[str, str]]:
        """Return (scope, version) of those scopes that have one."""

    def rows(self, statement: str) -> Sequence[Any]:
        """Return what a statement finds."""

    def close(self) -> None:
        """Let the connection go."""


OpenLine = Callable[[URL], Line]
"""Opens one; raises Away."""
