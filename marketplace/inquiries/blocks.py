"""Taking no more messages from a contact: it holds for all bags of the artisan, at once, until she lifts it.

Whoever wrote from that contact while signed in is held by the account as well: another contact is typed in a moment.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.database.session import session
from marketplace.inquiries.models import Thread, ThreadBlock
from marketplace.inquiries.senders import sender_of


def is_blocked(artisan_id: int, sender_key: str, account_id: int | None = None) -> bool:
    """Whether an artisan takes no messages from a contact, nor from the account that writes."""
    return bool(_rows(artisan_id, sender_key, account_id))


def holds(thread: Thread, secret: str) -> bool:
    """Whether the artisan of a talk takes no more messages from who began it."""
    return is_blocked(thread.artisan_id, sender_of(thread, secret), thread.buyer_account_id)


def block_contact(artisan_id: int, sender_key: str, account_id: int | None, *, at: datetime) -> None:
    """Take nothing more from a contact that began no talk, nor from its account; twice is once."""
    mine = ThreadBlock.artisan_id == artisan_id, ThreadBlock.sender_key == sender_key
    row = session.scalars(select(ThreadBlock).where(*mine)).one_or_none()
    if row is None:
        row = ThreadBlock(artisan_id=artisan_id, sender_key=sender_key, blocked_at=at)
        session.add(row)
    row.account_id = row.account_id or account_id
    session.flush()


def lift_contact(artisan_id: int, sender_key: str, account_id: int | None) -> None:
    """Take messages from such a contact, and from its account, again; what officers ended stays."""
    for row in _rows(artisan_id, sender_key, account_id):
        if not row.by_officer:
            session.delete(row)
    session.flush()


def ended(thread: Thread, secret: str) -> bool:
    """Whether an officer ended the talks of these two: neither can write to the other any more."""
    return is_ended(thread.artisan_id, sender_of(thread, secret), thread.buyer_account_id)


def is_ended(artisan_id: int, sender_key: str, account_id: int | None = None) -> bool:
    """The same for a contact, and whoever writes from it."""
    return any(row.by_officer for row in _rows(artisan_id, sender_key, account_id))


def end_between(thread: Thread, *, secret: str, at: datetime) -> None:
    """End the talks of the two, as an officer decided; a block of hers becomes one she cannot lift."""
    key = thread.sender_key = sender_of(thread, secret)
    rows = _rows(thread.artisan_id, key, thread.buyer_account_id)
    for row in rows:
        row.by_officer = True
    if not any(row.sender_key == key for row in rows):
        session.add(ThreadBlock(artisan_id=thread.artisan_id, sender_key=key, blocked_at=at, by_officer=True))
    session.flush()


def block(thread: Thread, *, secret: str, actor: Actor, at: datetime) -> None:
    """Take no more messages from the contact that began a talk; twice is once."""
    policy.require(actor, Permission.ANSWER_INQUIRY, thread)
    if not holds(thread, secret):
        key = thread.sender_key = sender_of(thread, secret)  # by which the account is found
        session.add(ThreadBlock(artisan_id=thread.artisan_id, sender_key=key, blocked_at=at))
        session.flush()


def lift(thread: Thread, *, secret: str, actor: Actor) -> None:
    """Take messages from that contact, and from the account that wrote from it, again; what officers ended stays."""
    policy.require(actor, Permission.ANSWER_INQUIRY, thread)
    lift_contact(thread.artisan_id, sender_of(thread, secret), thread.buyer_account_id)


def against(sender_key: str, account_id: int | None) -> ColumnElement[bool]:
    """Whether a block is one of a contact or of the account that writes, in a query over ThreadBlock."""
    which: ColumnElement[bool] = ThreadBlock.sender_key == sender_key
    if account_id is None:
        return which
    used = (Thread.artisan_id == ThreadBlock.artisan_id, Thread.buyer_account_id == account_id)
    return or_(
        which,
        ThreadBlock.account_id == account_id,
        ThreadBlock.sender_key.in_(select(Thread.sender_key).where(*used).correlate(ThreadBlock)),
    )


def _rows(artisan_id: int, sender_key: str, account_id: int | None) -> Sequence[ThreadBlock]:
    which = against(sender_key, account_id)
    return session.scalars(select(ThreadBlock).where(ThreadBlock.artisan_id == artisan_id, which)).all()
