"""What stands on the paper of an order note, in plain words: the days it came through, and what features above add."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from marketplace.order_notes.labels import STATES
from marketplace.order_notes.models import OrderNote
from marketplace.order_notes.operations import DATES
from marketplace.order_notes.wording import Happening
from marketplace.web.formatting import moment


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the paper: facts without a value are left out, steps stand in their order."""

    title: str
    facts: Sequence[tuple[str, str]] = ()
    steps: Sequence[Happening] = ()


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
