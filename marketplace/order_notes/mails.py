"""Letters about order notes: to the other side at each step, in its language. None carries how to pay."""

from __future__ import annotations

from typing import Any

from marketplace.accounts.mails import tell
from marketplace.database.session import session
from marketplace.inquiries.rules import Side
from marketplace.notices import buyers, matters
from marketplace.notices.rules import Subject
from marketplace.order_notes.models import NoteEvent, OrderNote
from marketplace.order_notes.proofs import proof
from marketplace.order_notes.rules import Action
from marketplace.toolbox import toolbox


def _mute(note: OrderNote, muted: bool) -> None:
    note.letters_ended_at = toolbox().clock() if muted else None


ORDER = matters.name(
    matters.Matter(
        Subject.ORDER,
        lambda number: session.get(OrderNote, number),
        lambda note: note.code,
        _mute,
    )
)
"""Letters about a review of an order are letters about its note."""


def tell_of(note: OrderNote, event: NoteEvent, *, token: str, secret: str) -> None:
    """Write to the side that did not take the step; one without an address reads it on the note's page."""
    if event.side is Side.ARTISAN:
        _to_buyer(note, event, event.action.value, token, secret)
        return
    tell(
        note.artisan.account,
        "order_note",
        key=f"order-note-{event.id}",
        at=event.at,
        where=["studio.order", {"code": note.code}],
        deed=event.action.value,
        code=note.code,
        **_blanks(note, event, note.buyer_name),
    )


def receipt(note: OrderNote, event: NoteEvent, *, token: str) -> None:
    """Send a buyer who proposed a note the link to it."""
    _to_buyer(note, event, "receipt", token)


def _to_buyer(note: OrderNote, event: NoteEvent, deed: str, token: str, secret: str = "") -> None:
    """The letter that says the bag was handed over carries the way to its review, to which no page leads."""
    review = None
    if event.action is Action.HAND_OVER and note.buyer_email is not None:
        review = {"token": token, "proof": proof(note, note.buyer_email, secret)}
    buyers.tell(
        ORDER,
        note,
        "bought_receipt" if deed == "receipt" else "bought_note",
        key=f"order-note-{deed}-{event.id}",
        at=event.at,
        letter="order_note",
        where=["order_notes.show", {"token": token}],
        deed=deed,
        review=review,
        **_blanks(note, event, note.artisan.name),
    )


def _blanks(note: OrderNote, event: NoteEvent, other: str) -> dict[str, Any]:
    return {
        "other": other,
        "bag": note.current.title,
        "sum": note.current.price,
        "ready": note.ready_on.isoformat(),
        "words": event.words,
    }
