"""Taking no more messages from a contact: it holds for all bags of the artisan, at once, until she lifts it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.database.session import session
from marketplace.inquiries.models import Thread, ThreadBlock
from marketplace.inquiries.operations import sender_of


def is_blocked(artisan_id: int, sender_key: str) -> bool:
    """Whether an artisan takes no messages from a contact."""
    return _row(artisan_id, sender_key) is not None


def holds(thread: Thread, secret: str) -> bool:
    """Whether the artisan of a talk takes no more messages from who began it."""
    return is_blocked(thread.artisan_id, sender_of(thread, secret))


def block(thread: Thread, *, secret: str, actor: Actor, at: datetime) -> None:
    """Take no more messages from the contact that began a talk; twice is once."""
    policy.require(actor, Permission.ANSWER_INQUIRY, thread)
    if not holds(thread, secret):
        key = sender_of(thread, secret)
        session.add(ThreadBlock(artisan_id=thread.artisan_id, sender_key=key, blocked_at=at))
        session.flush()


def lift(thread: Thread, *, secret: str, actor: Actor) -> None:
    """Take messages from that contact again."""
    policy.require(actor, Permission.ANSWER_INQUIRY, thread)
    row = _row(thread.artisan_id, sender_of(thread, secret))
    if row is not None:
        session.delete(row)
        session.flush()


def _row(artisan_id: int, sender_key: str) -> ThreadBlock | None:
    return session.scalars(
        select(ThreadBlock).where(ThreadBlock.artisan_id == artisan_id, ThreadBlock.sender_key == sender_key)
    ).one_or_none()
