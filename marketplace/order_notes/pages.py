"""What the pages of an order note are made of, for either side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext

from marketplace.artisans.labels import address_name
from marketplace.inquiries.models import Thread
from marketplace.inquiries.rules import WHATSAPP_TEXT_MAX, Side
from marketplace.kit.phones import whatsapp_link
from marketplace.listings.choosing import own_price, price_text, variant_words
from marketplace.listings.models import Listing
from marketplace.listings.rules import WITH_PAGE
from marketplace.order_notes import papers, paying, queries, wording
from marketplace.order_notes.models import OrderNote
from marketplace.order_notes.rules import (
    FURTHEST,
    LIFECYCLE,
    Action,
    Delivery,
    ShippingBy,
    may,
    overdue,
    steps,
)
from marketplace.web.labels import label


@dataclass(frozen=True, slots=True)
class Step:
    """A button: what it does, where it goes, and whether words are owed with it."""

    action: Action
    way: str
    needs_reason: bool


def beside_talk(thread: Thread) -> Sequence[OrderNote]:
    """Return the notes that came of a talk."""
    return queries.of_thread(thread.id)


def choices(note: OrderNote, side: Side, way: Callable[[Action], str]) -> list[Step]:
    """Return the buttons of this side, but for those with forms of their own."""
    return [
        Step(move.action, way(move.action), move.needs_reason)
        for move in steps(note.state, side, note.proposed_by)
        if move.action not in (Action.CONFIRM, Action.CHANGE, Action.DISPUTE)
    ]


def note_page(note: OrderNote, side: Side, today: date, *, seen: int = 0) -> dict[str, Any]:
    """Return what the page shows. `seen`: the version that was on the page when something was refused."""
    listing = note.listing
    return {
        "note": note,
        "side": side,
        "called": address_name(note.artisan),
        "rows": wording.rows(note.current),
        "changed": wording.since(note, seen) if seen and seen != note.number else wording.latest_change(note),
        "history": wording.history(note),
        "then": wording.then(note),
        "paying": paying.shown(note, today),
        "may_confirm": LIFECYCLE.allows(note.state, Action.CONFIRM)
        and may(side, LIFECYCLE.move(note.state, Action.CONFIRM).permission, note.proposed_by),
        "may_change": LIFECYCLE.allows(note.state, Action.CHANGE),
        "overdue": overdue(note.state, note.ready_on, today),
        "bag": listing if listing and listing.state in WITH_PAGE and note.artisan.visible else None,
        "pictures": note.pictures,
    }


def paper_page(note: OrderNote, side: Side, today: date) -> dict[str, Any]:
    """Return what the paper shows beyond the page: the days of the note, and what features above say of it."""
    return note_page(note, side, today) | {"days": papers.days(note), "sections": papers.sections(note)}


def terms_page(bag: Listing | None, today: date) -> dict[str, Any]:
    """Return what the form of terms offers to choose from."""
    variants = list(bag.variants) if bag else []
    return {
        "variants": [("", gettext("Not chosen"))] + [(row.code, _variant(bag, row)) for row in variants]
        if variants
        else [],
        "deliveries": [("", gettext("Choose"))] + [(one.value, label(one)) for one in Delivery],
        "payers": [("", gettext("No shipping"))] + [(one.value, label(one)) for one in ShippingBy],
        "first_day": today.isoformat(),
        "last_day": (today + FURTHEST).isoformat(),
    }


def pass_on(note: OrderNote, link: str) -> str:
    """A draft on WhatsApp for a buyer who left a number only; empty for others. Without the link where she has it."""
    if note.buyer_phone is None:
        return ""
    text = (
        gettext(
            "Hello %(buyer)s, this is our order note about %(bag)s:",
            buyer=note.buyer_name,
            bag=note.current.title,
        )
        + " "
        + link
        if link
        else gettext(
            "Hello %(buyer)s, the order note about %(bag)s is on the private page of our talk.",
            buyer=note.buyer_name,
            bag=note.current.title,
        )
    )
    return whatsapp_link(note.buyer_phone, text[:WHATSAPP_TEXT_MAX])


def _variant(bag: Listing | None, row: Any) -> str:
    price = own_price(bag, row) if bag else None
    return f"{variant_words(row)} (Rp{price_text(price)})" if price else variant_words(row)
