"""Asking for the link to a review: the letter goes to the mailbox of the order, and the answer is always the same."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select

from marketplace.accounts import attempts
from marketplace.database.session import session
from marketplace.kit.emails import fold
from marketplace.order_notes.models import OrderNote
from marketplace.reviews import mails, rights
from marketplace.reviews.models import Review, ReviewAddress, ReviewVersion, ReviewWay
from marketplace.reviews.rules import ADDRESS_LIMITS, LINK_LIMITS, How, closed


def admit(note_id: int, email: str, *, address: str, at: datetime) -> None:
    """Count one wish for a letter: by note, by mailbox, by network address; before anything is looked at.

    Raises TooMany past one of the limits. Ends the transaction it is called in: load rows afterwards.
    """
    attempts.take(
        (attempts.key("review-link", note_id), LINK_LIMITS),
        (attempts.key("review-link-mailbox", fold(email)), LINK_LIMITS),
        (attempts.key("review-link-address", address), ADDRESS_LIMITS),
        at=at,
    )


def ask(note: OrderNote, email: str | None, *, account_id: int | None, secret: str, at: datetime) -> None:
    """Send the letter if this note may be reviewed from this mailbox; else do nothing, and tell nobody.

    `email` is heard only where the order has a telephone number alone: it becomes the address of the review, and
    another one in its place makes the letters to the first worthless. Once a review was written by a letter its
    address stays. Load the note locked.
    """
    if closed(note, account_id) is not None:
        return
    address = note.buyer_email or _given(note, email, at)
    if address is not None and not rights.is_theirs(note, address):
        mails.link(note, address, secret=secret, at=at)


def _given(note: OrderNote, email: str | None, at: datetime) -> str | None:
    kept = session.get(ReviewAddress, note.id)
    if email is None or (kept is not None and fold(kept.email) == fold(email)):
        return kept.email if kept else None
    if rights.is_theirs(note, email) or _is_written_by_letter(note.id):
        return None
    if kept is None:
        session.add(ReviewAddress(note_id=note.id, email=email, given_at=at))
    else:
        kept.email, kept.given_at = email, at
    session.flush()
    return email


def _is_written_by_letter(note_id: int) -> bool:
    written = (
        exists()
        .where(Review.note_id == note_id, ReviewVersion.review_id == Review.id)
        .where(ReviewWay.version_id == ReviewVersion.id, ReviewWay.how == How.LETTER)
    )
    return bool(session.scalar(select(written)))
