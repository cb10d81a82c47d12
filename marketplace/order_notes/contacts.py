"""Where the letters of a note go: another address is named from the buyer's own link alone, and all are told."""

from __future__ import annotations

from datetime import datetime

from marketplace.accounts import attempts
from marketplace.database.session import session
from marketplace.kit.errors import Conflict, Forbidden
from marketplace.order_notes import links, mails
from marketplace.order_notes.models import NoteLink, OrderNote
from marketplace.order_notes.rules import CONTACT_LIMITS


def may_move(link: NoteLink | None) -> bool:
    """Whether the link a note was opened by is its newest: what was replaced, lent or leads here otherwise is not."""
    return link is not None and link.replaced_at is None


def admit(note_id: int, *, at: datetime) -> None:
    """Count one change of a note's address. Raises TooMany; ends the transaction it is called in."""
    attempts.take((attempts.key("order-note-contact", note_id), CONTACT_LIMITS), at=at)


def send_elsewhere(note: OrderNote, email: str, *, link: NoteLink | None, at: datetime) -> str:
    """Send the letters of a note to another address from now on; returns the token of a new link, which goes there.

    The address before, and the artisan, are told that it happened. Raises Forbidden for any but the newest link, and
    Conflict "order_note.same_address".
    """
    if not may_move(link):
        raise Forbidden("order_note.other_link")
    before = note.buyer_email
    if email == before:
        raise Conflict("order_note.same_address")
    note.buyer_email, note.letters_ended_at = email, None
    session.flush()
    token = links.rotate(note, at=at)
    mails.moved(note, before, token, at=at)
    return token


def renew(note: OrderNote, *, link: NoteLink | None, at: datetime) -> str:
    """Make a new link for a buyer no letter reaches; the one before works a day longer.

    Raises Forbidden for any but the newest link, and for a note whose letters bring new links.
    """
    if not may_move(link) or note.buyer_email is not None:
        raise Forbidden("order_note.other_link")
    return links.rotate(note, at=at)
