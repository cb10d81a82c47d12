"""What stands on the paper of an order note, in plain words, and the same as blocks of a PDF.

The days it came through stand there, and what features above add.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext

from marketplace.adapters.paper.sheets import Block, Kind
from marketplace.order_notes.labels import STATES
from marketplace.order_notes.models import OrderNote
from marketplace.order_notes.operations import DATES
from marketplace.order_notes.rules import overdue
from marketplace.order_notes.wording import Happening, Then, history, rows, then
from marketplace.pictures.rules import PictureFormat
from marketplace.web.formatting import date_long, moment, rupiah


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the paper: facts without a value are left out, steps stand in their order."""

    title: str
    facts: Sequence[tuple[str, str]] = ()
    steps: Sequence[Happening] = ()


PHOTO_WIDTH = 640
"""Pixels of the copies that go into a PDF: 38 mm at more than 300 dots an inch."""
Contribution = Callable[[OrderNote], Sequence[Section]]
_parts: dict[str, Contribution] = {}


def contribute(name: str, contribution: Contribution) -> None:
    """Have a feature above asked for its part of every paper; saying so twice is once."""
    _parts[name] = contribution


def sections(note: OrderNote) -> list[Section]:
    """Return what features above have to say of a note, in the order in which they came."""
    return [section for part in _parts.values() for section in part(note)]


def days(note: OrderNote) -> list[tuple[str, str]]:
    """Return when the note first reached each state, as facts; "" for one it never reached."""
    came: list[tuple[str, datetime | None]] = [(gettext("Proposed"), note.proposed_at)]
    came += [(str(STATES[state]), getattr(note, column)) for state, column in DATES.items()]
    return [(name, moment(at) if at else "") for name, at in came]


def title(note: OrderNote) -> str:
    """Return what the paper is called."""
    return gettext("Order note: %(bag)s", bag=note.current.title)


def foot(note: OrderNote, site: str) -> str:
    """Return what stands below each sheet."""
    return f"{note.code} · " + gettext("%(site)s takes no money and is no party to this order.", site=site)


def blocks(note: OrderNote, today: date) -> list[Block]:
    """Return the whole of the printed page as blocks of text, in the reader's language."""
    state = str(STATES[note.state])
    if overdue(note.state, note.ready_on, today):
        state = f"{state} · " + gettext("overdue since %(day)s", day=date_long(note.ready_on))
    parts = [
        Block(Kind.TITLE, title(note)),
        Block(
            Kind.TEXT,
            gettext("Between %(buyer)s and %(maker)s", buyer=note.buyer_name, maker=note.artisan.name),
        ),
        Block(Kind.TEXT, gettext("Number %(code)s, version %(number)s", code=note.code, number=note.number)),
        Block(Kind.STRONG, state),
        *_facts(rows(note.current)),
        Block(Kind.HEADING, gettext("Days of this note")),
        *_facts(days(note)),
    ]
    stood = then(note)
    parts += _stood(stood) if stood else []
    parts += [Block(Kind.HEADING, gettext("What happened")), *_steps(history(note))]
    for section in sections(note):
        parts += [Block(Kind.HEADING, section.title), *_facts(section.facts), *_steps(section.steps)]
    return parts


def photo_keys(note: OrderNote) -> list[str]:
    """Return the public files of a copy of each photo kept with the note, none larger than a sheet needs."""
    found = []
    for one in note.pictures:
        copies = [copy for copy in one.picture.renditions if copy.format is PictureFormat.JPEG]
        small = [copy for copy in copies if copy.width <= PHOTO_WIDTH]
        if copies:
            found.append(max(small or copies[:1], key=lambda copy: copy.width).key)
    return found


def _facts(found: Sequence[tuple[str, str]]) -> list[Block]:
    return [Block(Kind.FACT, value, label) for label, value in found if value]


def _steps(steps: Sequence[Happening]) -> list[Block]:
    parts = []
    for one in steps:
        parts += [Block(Kind.STRONG, one.title), Block(Kind.SMALL, f"{one.who}, {moment(one.at)}")]
        parts += [Block(Kind.TEXT, one.words)] if one.words else []
    return parts


def _stood(stood: Then) -> list[Block]:
    sentence = gettext(
        "On the day of agreement, %(day)s, the maker's record stood:", day=date_long(stood.day)
    )
    parts = [
        Block(Kind.HEADING, gettext("How it stood when you agreed")),
        Block(Kind.TEXT, " ".join(filter(None, (sentence, stood.standing, stood.checked)))),
    ]
    if stood.code:
        badge = (
            gettext("The bag carried the badge of this record.")
            if stood.covered
            else gettext("The bag carried no badge: the record is about its maker alone.")
        )
        parts.append(Block(Kind.TEXT, f"{badge} {stood.code}"))
    parts += [
        Block(Kind.TEXT, gettext("BNSP certifies a person's competence. This bag itself was not inspected.")),
        Block(Kind.STRONG, stood.title),
    ]
    if stood.price:
        parts.append(Block(Kind.TEXT, gettext("Price on its page: %(price)s", price=rupiah(stood.price))))
    parts += _facts(stood.facts)
    if stood.story:
        parts += [Block(Kind.SMALL, gettext("What its page said")), Block(Kind.TEXT, stood.story)]
    return [*parts, Block(Kind.PICTURES)]
