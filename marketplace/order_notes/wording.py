"""An order note in its reader's words: its terms, what two versions differ in, its history, and how things stood."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext

from marketplace.certificates.labels import METHODS, headline
from marketplace.helping.labels import writer
from marketplace.inquiries.labels import LABELS as SIDES
from marketplace.listings.choosing import variant_words
from marketplace.listings.details import details
from marketplace.order_notes.labels import DEEDS, TERM_WORDS
from marketplace.order_notes.models import NoteVersion, OrderNote
from marketplace.order_notes.rules import TERMS, differences
from marketplace.order_notes.snapshots import as_listing, standing_then
from marketplace.web.formatting import date_long, rupiah
from marketplace.web.labels import label


@dataclass(frozen=True, slots=True)
class Difference:
    """One term in two versions; an empty text is nothing written."""

    term: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Happening:
    """One step of the history."""

    title: str
    who: str
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Then:
    """How the bag and the record stood on the day of agreement. `code` is "" where there was no record."""

    day: date
    title: str
    story: str
    price: int | None
    facts: Sequence[tuple[str, str]]
    standing: str
    checked: str
    code: str
    covered: bool


def term(version: NoteVersion, name: str) -> str:
    """Return one term in words; "" where nothing was written."""
    value = getattr(version, name)
    match name:
        case "variant_code":
            return variant_words(version) if value else ""
        case "price":
            return rupiah(value)
        case "deposit":
            return rupiah(value) if value else ""
        case "ready_on":
            return date_long(value)
        case "delivery" | "shipping_by":
            return str(label(value)) if value else ""
    return str(value)


def rows(version: NoteVersion, without: Collection[str] = ()) -> list[tuple[str, str]]:
    """Return the terms for a list of facts, but for some of `TERMS`."""
    return [
        (gettext("Bag"), version.title),
        *((str(TERM_WORDS[name]), term(version, name)) for name in TERMS if name not in without),
    ]


def compared(before: NoteVersion, after: NoteVersion) -> list[Difference]:
    """Return what is different in the later version."""
    return [
        Difference(str(TERM_WORDS[name]), term(before, name), term(after, name))
        for name in differences(before, after)
    ]


def since(note: OrderNote, seen: int) -> list[Difference]:
    """Return what the version at hand changes in the one that was seen; [] for a version there never was."""
    before = next((one for one in note.versions if one.number == seen), None)
    return compared(before, note.current) if before else []


def latest_change(note: OrderNote) -> list[Difference]:
    """Return what the version at hand changes in the one before it."""
    return since(note, note.number - 1)


def history(note: OrderNote) -> list[Happening]:
    """Return the steps, the first one first."""
    return [
        Happening(
            str(DEEDS[one.action]),
            gettext("%(name)s (%(side)s)", name=writer(one.helper, one.who), side=SIDES[one.side]),
            one.at,
            one.words,
        )
        for one in note.events
    ]


def then(note: OrderNote) -> Then | None:
    """Return how things stood on agreement; None while nothing is agreed."""
    snapshot = note.snapshot
    if snapshot is None:
        return None
    bag, standing = as_listing(note), standing_then(snapshot)
    checked = ""
    if standing and standing.checked_on and standing.method:
        checked = gettext(
            "Last checked before that on %(day)s: %(method)s.",
            day=date_long(standing.checked_on),
            method=METHODS[standing.method],
        )
    return Then(
        day=snapshot.taken_on,
        title=bag.title if bag else note.current.title,
        story=bag.story if bag else "",
        price=bag.price if bag else None,
        facts=details(bag) if bag else [],
        standing=headline(standing),
        checked=checked,
        code=snapshot.record_code or "",
        covered=snapshot.covered,
    )
