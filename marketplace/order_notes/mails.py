"""Letters about order notes: to the other side at each step, in its language. None carries how to pay."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import force_locale

from marketplace.accounts.mails import tell
from marketplace.adapters.mail.outbox import post
from marketplace.database.session import session
from marketplace.helping.labels import writer
from marketplace.inquiries.rules import Side
from marketplace.notices import buyers, matters
from marketplace.notices.rules import Subject
from marketplace.order_notes import links
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


def tell_of(note: OrderNote, event: NoteEvent) -> None:
    """Write to the side that did not take the step; one without an address reads it on the note's page.

    A letter to an address carries a new link, which takes the place of those before it.
    """
    if event.side is Side.ARTISAN:
        _to_buyer(note, event, event.action.value, newest(note, at=event.at))
        return
    tell(
        note.artisan.account,
        "order_note",
        key=f"order-note-{event.id}",
        at=event.at,
        where=["studio.order", {"code": note.code}],
        deed=event.action.value,
        code=note.code,
        **_blanks(note, event.words, note.buyer_name),
    )


def receipt(note: OrderNote, event: NoteEvent, *, token: str) -> None:
    """Send a buyer who proposed a note the link to it."""
    _to_buyer(note, event, "receipt", token)


def moved(note: OrderNote, before: str | None, token: str, *, at: datetime) -> None:
    """Send the new link to the address letters go to from now on, and tell the one before and the artisan."""
    key = f"order-note-moved-{note.id}-{note.links[-1].id}"
    blanks = _blanks(note, "", note.artisan.name)
    where = ["order_notes.show", {"token": token}]
    buyers.tell(
        ORDER, note, "bought_note", key=key, at=at, letter="order_note", where=where, deed="moved", **blanks
    )
    if before is not None:
        post(
            session(),
            "order_note",
            before,
            key=f"{key}-away",
            locale=note.locale,
            at=at,
            name=note.buyer_name,
            where=None,
            deed="moved_away",
            **blanks,
        )
    tell(
        note.artisan.account,
        "order_note",
        key=f"{key}-artisan",
        at=at,
        where=["studio.order", {"code": note.code}],
        deed="buyer_moved",
        code=note.code,
        **_blanks(note, "", note.buyer_name),
    )


def newest(note: OrderNote, *, at: datetime) -> str:
    """Return what opens a note in a letter to its buyer: a new link, or the code for whoever is told by account.

    A letter to an account may be put off or left out, so that no link may hang on it.
    """
    return links.rotate(note, at=at) if buyers.is_written_to(note) else note.code


def _to_buyer(note: OrderNote, event: NoteEvent, deed: str, token: str) -> None:
    """The letter that says the bag was handed over carries the way to its review, to which no page leads."""
    review = None
    if event.action is Action.HAND_OVER and note.buyer_email is not None:
        review = {
            "token": token,
            "proof": proof(note, note.buyer_email, toolbox().settings.secret_key),
        }
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
        **_blanks(note, event.words, _doer(note, event)),
    )


def _doer(note: OrderNote, event: NoteEvent) -> str:
    """Who did it on the artisan's side, in the buyer's language."""
    with force_locale(note.locale):
        return writer(event.helper, note.artisan.name)


def _blanks(note: OrderNote, words: str, other: str) -> dict[str, Any]:
    return {
        "other": other,
        "bag": note.current.title,
        "sum": note.current.price,
        "ready": note.ready_on.isoformat(),
        "words": words,
    }
