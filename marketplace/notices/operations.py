"""Keeping what somebody is told, and that it was read."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from marketplace.accounts.mails import Event
from marketplace.database.session import session
from marketplace.notices import queries
from marketplace.notices.models import Notice
from marketplace.notices.rules import KEPT, PRUNED_AT_ONCE, event_of, kind_of


def keep(account_id: int, event: Event) -> int | None:
    """Add an event to a feed; return its number, None where this account has been told of it already."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    values = {
        "account_id": account_id,
        "event": event_of(event.key, event.at),
        "kind": event.kind,
        "blanks": kind_of(event.kind).kept(event.blanks),
        "at": event.at,
    }
    statement = insert(Notice).values(**values).on_conflict_do_nothing().returning(Notice.id)
    return session.scalar(statement)


def read(account_id: int, notice_id: int, *, at: datetime) -> Notice:
    """Note that one row was read; the first time counts. NotFound for anybody else's."""
    notice = queries.own(account_id, notice_id)
    if notice.read_at is None:
        notice.read_at = at
        session.flush()
    return notice


def read_all(account_id: int, *, up_to: int, at: datetime) -> None:
    """Note that every row up to a number was read: what came after the page was made stays new."""
    session.execute(
        update(Notice)
        .where(Notice.account_id == account_id, Notice.read_at.is_(None), Notice.id <= up_to)
        .values(read_at=at)
    )


def forget(at: datetime, most: int = PRUNED_AT_ONCE) -> int:
    """Delete rows older than `KEPT`; return how many went, `most` at a time."""
    old = select(Notice.id).where(Notice.at < at - KEPT).order_by(Notice.at).limit(most)
    gone = session.scalars(delete(Notice).where(Notice.id.in_(old)).returning(Notice.id)).all()
    return len(gone)
