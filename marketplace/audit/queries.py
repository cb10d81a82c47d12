"""Reading the journal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, select

from marketplace.audit.models import JournalEntry
from marketplace.database.session import session


def latest(limit: int, *, before_id: int | None = None, action: str | None = None) -> Sequence[JournalEntry]:
    """Return at most `limit` entries, newest first, older than `before_id` if given."""
    query = select(JournalEntry).order_by(JournalEntry.id.desc()).limit(limit)
    if before_id is not None:
        query = query.where(JournalEntry.id < before_id)
    if action:
        query = query.where(JournalEntry.action == action)
    return session.scalars(query).all()


def about(subject_type: str, subject_id: int) -> Sequence[JournalEntry]:
    """Return every entry about one thing, oldest first."""
    return session.scalars(
        select(JournalEntry)
        .where(JournalEntry.subject_type == subject_type, JournalEntry.subject_id == subject_id)
        .order_by(JournalEntry.id)
    ).all()


def has_done(actor_id: int, action: str, subject_type: str, subject_id: int, *, since: datetime) -> bool:
    """Whether somebody did this to one thing, at this moment or later."""
    return bool(
        session.scalar(
            select(
                exists().where(
                    JournalEntry.subject_type == subject_type,
                    JournalEntry.subject_id == subject_id,
                    JournalEntry.action == action,
                    JournalEntry.actor_id == actor_id,
                    JournalEntry.at >= since,
                )
            )
        )
    )
