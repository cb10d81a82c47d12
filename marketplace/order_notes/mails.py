"""Letters about order notes: to the other side at each step, in its language. None carries how to pay."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from marketplace.accounts.mails import tell
from marketplace.adapters.mail.outbox import post
from marketplace.database.session import session
from marketplace.inquiries.rules import Side
from marketplace.order_notes import links
from marketplace.order_notes.models import NoteEvent, OrderNote
from marketplace.order_notes.proofs import proof
from marketplace.order_notes.rules import Action
from marketplace.toolbox import toolbox


def tell_of(note: OrderNote, event: NoteEvent) -> None:
    """Write to the side that did not take the step; one without an address reads it on the note's page.

    The buyer's letter carries a new link, which takes the place of those before it. The letter that says the bag was
    handed over carries the way to its review as well, to which no page leads.
    """
    if event.side is Side.ARTISAN:
        if note.buyer_email is not None:
            token, review = links.rotate(note, at=event.at), None
            if event.action is Action.HAND_OVER:
                review = {
                    "token": token,
                    "proof": proof(note, note.buyer_email, toolbox().settings.secret_key),
                }
            _to_buyer(note, event, event.action.value, token, review)
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
    _post(note, note.buyer_email, "moved", token, key, at)
    _post(note, before, "moved_away", "", f"{key}-away", at)
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


def _to_buyer(
    note: OrderNote, event: NoteEvent, deed: str, token: str, review: dict[str, str] | None = None
) -> None:
    key = f"order-note-{deed}-{event.id}"
    _post(note, note.buyer_email, deed, token, key, event.at, event.words, review)


def _post(
    note: OrderNote,
    email: str | None,
    deed: str,
    token: str,
    key: str,
    at: datetime,
    words: str = "",
    review: dict[str, str] | None = None,
) -> None:
    if email is None:
        return
    post(
        session(),
        "order_note",
        email,
        key=key,
        locale=note.locale,
        at=at,
        secret=True,
        name=note.buyer_name,
        where=["order_notes.show", {"token": token}] if token else None,
        deed=deed,
        review=review,
        **_blanks(note, words, note.artisan.name),
    )


def _blanks(note: OrderNote, words: str, other: str) -> dict[str, Any]:
    return {
        "other": other,
        "bag": note.current.title,
        "sum": note.current.price,
        "ready": note.ready_on.isoformat(),
        "words": words,
    }
