"""Taking nothing more from whoever ordered, for a note that came of no talk: it holds at once, for all her bags.

Of a note that came of a talk the talk is blocked. What is agreed goes its way in either case.
"""

from __future__ import annotations

from datetime import datetime

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.inquiries import blocks
from marketplace.inquiries.senders import sender_key
from marketplace.order_notes.models import OrderNote


def holds(note: OrderNote, secret: str) -> bool:
    """Whether the artisan of a note takes nothing more from its buyer."""
    return blocks.is_blocked(note.artisan_id, _key(note, secret), note.buyer_account_id)


def ended(note: OrderNote, secret: str) -> bool:
    """Whether an officer ended the talks of a note's two sides: by its contact, or by that its talk began with."""
    if note.thread is not None and blocks.ended(note.thread, secret):
        return True
    return blocks.is_ended(note.artisan_id, _key(note, secret), note.buyer_account_id)


def block(note: OrderNote, *, secret: str, actor: Actor, at: datetime) -> None:
    """Take nothing more from the buyer's contact and account. Load the note locked: a confirmation waits."""
    policy.require(actor, Permission.ANSWER_INQUIRY, note)
    blocks.block_contact(note.artisan_id, _key(note, secret), note.buyer_account_id, at=at)


def lift(note: OrderNote, *, secret: str, actor: Actor) -> None:
    """Take messages and notes from them again."""
    policy.require(actor, Permission.ANSWER_INQUIRY, note)
    blocks.lift_contact(note.artisan_id, _key(note, secret), note.buyer_account_id)


def _key(note: OrderNote, secret: str) -> str:
    return sender_key(note.buyer_email or note.buyer_phone or "", secret)
