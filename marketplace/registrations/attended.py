"""What a certificate of attendance says: who was there on which days, and in plain words that it says no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from marketplace.bodies.labels import own_words
from marketplace.kit.errors import NotFound
from marketplace.registrations import attending
from marketplace.registrations.models import Registration


@dataclass(frozen=True, slots=True)
class Paper:
    """One certificate of attendance, as it is printed."""

    name: str
    title: str
    number: int
    receipt: str
    days: Sequence[date]
    venue: str
    place: str
    organisers: Sequence[str]


def is_ready(registration: Registration, today: date) -> bool:
    """Whether there is one: the cohort is over, and somebody marked that she was there."""
    return (
        registration.forgotten_at is None
        and registration.cohort.last_on <= today
        and bool(attending.present_on(registration))
    )


def paper(registration: Registration, today: date) -> Paper:
    """Return what it says. NotFound while there is none."""
    if not is_ready(registration, today):
        raise NotFound()
    cohort = registration.cohort
    return Paper(
        name=registration.name,
        title=own_words(cohort.programme.title, cohort.programme.title_en),
        number=cohort.number,
        receipt=registration.receipt,
        days=attending.present_on(registration),
        venue=cohort.venue,
        place=cohort.place.name if cohort.place else "",
        organisers=[one.name for one in cohort.organisers],
    )
