"""Reading a feed: one's own rows alone, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ScalarSelect, func, literal, select, tuple_

from marketplace.database.columns import UtcDateTime
from marketplace.database.session import session
from marketplace.kit.errors import NotFound
from marketplace.notices.models import Notice
from marketplace.notices.rules import MOST_COUNTED, SHOWN


@dataclass(frozen=True, slots=True)
class Page:
    """Part of a feed; `before` is the number of its last row, after which the next begins, 0 where this is the end."""

    notices: Sequence[Notice]
    before: int


def page_of(account_id: int, before: int = 0) -> Page:
    """Return the newest rows, or those that come after one of the account's own rows in the list."""
    query = select(Notice).where(Notice.account_id == account_id)
    last = session.get(Notice, before) if before else None
    if last is not None and last.account_id == account_id:
        query = query.where(tuple_(Notice.at, Notice.id) < tuple_(literal(last.at, UtcDateTime), last.id))
    found = session.scalars(query.order_by(Notice.at.desc(), Notice.id.desc()).limit(SHOWN + 1)).all()
    shown = found[:SHOWN]
    return Page(shown, shown[-1].id if len(found) > SHOWN else 0)


def own(account_id: int, notice_id: int) -> Notice:
    """Return one of the account's rows; NotFound for anybody else's."""
    query = select(Notice).where(Notice.account_id == account_id, Notice.id == notice_id)
    notice = session.scalars(query).first()
    if notice is None:
        raise NotFound()
    return notice


def counted(account_id: int) -> ScalarSelect[int]:
    """Return the count of unread rows as part of another statement: every request of somebody signed in asks."""
    unread = (Notice.account_id == account_id, Notice.read_at.is_(None))
    some = select(Notice.id).where(*unread).limit(MOST_COUNTED + 1).subquery()
    return select(func.count()).select_from(some).scalar_subquery()


def unread(account_id: int) -> int:
    """Return how many rows are unread, one more than `MOST_COUNTED` at most."""
    return session.scalar(select(counted(account_id))) or 0
