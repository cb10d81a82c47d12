"""Private links: random, kept as digests, several of them for one thing.

Nothing of a link can be worked out from a row's number or from a secret of the server, and a new secret ends none.
Once a newer one was sent, an older one works for LINK_GRACE, and says afterwards that there is a newer one.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, CursorResult, String, delete, or_
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.database.columns import UtcDateTime
from marketplace.database.session import session
from marketplace.kit.tokens import REPLACED_KEPT, digest, new_token


class PrivateLink:
    """The columns of a link somebody was given. `replaced_at`: a newer one was sent, or it was lent from the start."""

    digest: Mapped[str] = mapped_column(String(64), unique=True)
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    replaced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


L = TypeVar("L", bound=PrivateLink)


def give(links: list[L], kind: type[L], *, at: datetime) -> str:
    """Make one more link beside those there are; returns its token, which is kept nowhere."""
    return _make(links, kind, at, None)


def rotate(links: list[L], kind: type[L], *, at: datetime) -> str:
    """Make a link that takes the place of all there are; returns its token."""
    for link in links:
        link.replaced_at = link.replaced_at or at
    return _make(links, kind, at, None)


def lend(links: list[L], kind: type[L], *, at: datetime) -> str:
    """Make a link that works for LINK_GRACE and takes the place of none; returns its token."""
    return _make(links, kind, at, at)


def prune(kind: type[PrivateLink], at: datetime, *over: ColumnElement[bool]) -> int:
    """Delete the links replaced long ago, and those of what is `over`; return how many."""
    gone: CursorResult[Any] = session.execute(  # type: ignore[assignment]
        delete(kind)
        .where(or_(kind.replaced_at <= at - REPLACED_KEPT, *over))
        .execution_options(synchronize_session=False)
    )
    return gone.rowcount


def _make(links: list[L], kind: type[L], at: datetime, replaced_at: datetime | None) -> str:
    token = new_token()
    links.append(kind(digest=digest(token), given_at=at, replaced_at=replaced_at))  # type: ignore[call-arg]
    session.flush()
    return token
