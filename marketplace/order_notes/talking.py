"""Beginning a talk from an agreed note: once a note, by either side, where a mailbox or an account can be reached."""

from __future__ import annotations

from datetime import datetime

from marketplace.database.session import session
from marketplace.inquiries import blocks
from marketplace.inquiries import operations as inquiries
from marketplace.inquiries.models import Thread
from marketplace.inquiries.rules import THREAD_LIFETIME, Side
from marketplace.inquiries.senders import sender_key
from marketplace.kit.errors import Conflict
from marketplace.order_notes import contacts
from marketplace.order_notes.models import NoteLink, OrderNote
from marketplace.order_notes.operations import Party
from marketplace.order_notes.rules import State


def may_begin(note: OrderNote, side: Side, account_id: int | None, link: NoteLink | None = None) -> bool:
    """Whether this side may begin a talk about a note; `account_id` is who is signed in, `link` what opened the note.

    A talk has a lasting link of its own: as the buyer the note's account begins one, or whoever holds the note's newest
    link. Where the artisan passed that link on she has it too: then only the account does.
    """
    agreed = note.agreed_at is not None and note.state is not State.CANCELLED
    reached = note.buyer_email is not None or note.buyer_account_id is not None
    known = side is Side.ARTISAN or (not note.passed_on and contacts.may_move(link))
    mine = account_id is not None and account_id == note.buyer_account_id
    return agreed and reached and note.thread_id is None and note.listing is not None and (known or mine)


def begin(
    note: OrderNote, body: str, *, who: Party, secret: str, at: datetime, link: NoteLink | None = None
) -> tuple[Thread, str]:
    """Begin a talk with the other side of a note; returns it with the token of the buyer's link. Load the note locked.

    Raises Conflict: "order_note.no_talk" where there is one already, none can be or not from this link, and where the
    two do not write to each other "inquiry.ended", "inquiry.not_taken" and, for her own block, "order_note.blocked".
    """
    if not may_begin(note, who.side, who.actor.id if who.actor else None, link) or note.listing is None:
        raise Conflict("order_note.no_talk")
    key = sender_key(note.buyer_email or note.buyer_phone or "", secret)
    if blocks.is_ended(note.artisan_id, key, note.buyer_account_id):
        raise Conflict("inquiry.ended")
    if blocks.is_blocked(note.artisan_id, key, note.buyer_account_id):
        raise Conflict("inquiry.not_taken" if who.side is Side.BUYER else "order_note.blocked")
    thread = note.thread = Thread(
        listing=note.listing,
        artisan=note.artisan,
        buyer_account_id=note.buyer_account_id,
        buyer_name=note.buyer_name,
        buyer_email=note.buyer_email,
        buyer_phone=note.buyer_phone,
        sender_key=key,
        locale=note.locale,
        muted_by_buyer=note.muted_by_buyer,
        links_end_at=at + THREAD_LIFETIME,
        created_at=at,
        last_message_at=at,
    )
    session.add(thread)
    token = inquiries.begin(thread, who.side, body, secret=secret, at=at)
    return thread, token
