"""Asking for registrations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from marketplace.artisans.models import Place
from marketplace.database.session import session
from marketplace.kit.errors import NotFound
from marketplace.kit.text import fold
from marketplace.programmes.models import Cohort, Programme
from marketplace.programmes.rules import SHOWN, CohortState
from marketplace.registrations.models import Registration
from marketplace.registrations.rules import OPEN, REMINDED_BEFORE, TAKING, Consent, Entry, State, free_seats


@dataclass(frozen=True, slots=True)
class Tally:
    """How many there are of a cohort in each state."""

    seats: int | None
    counts: dict[State, int]

    @property
    def taken(self) -> int:
        """Seats somebody has or was offered."""
        return sum(self.counts.get(state, 0) for state in TAKING)

    @property
    def waiting(self) -> int:
        return self.counts.get(State.WAITING, 0)

    @property
    def free(self) -> int:
        """Seats nobody has and nobody waits for."""
        return 0 if self.waiting else free_seats(self.seats, self.taken)


def cohort_shown(slug: str, number: int) -> Cohort:
    """Return a cohort visitors may see, with its programme. NotFound otherwise."""
    found = session.scalars(
        select(Cohort)
        .join(Cohort.programme)
        .where(
            Programme.slug == slug,
            Cohort.number == number,
            Cohort.state.in_(SHOWN),
            Cohort.published_at.is_not(None),
        )
        .options(contains_eager(Cohort.programme))
    ).one_or_none()
    if found is None:
        raise NotFound()
    return found


def locked_cohort(cohort_id: int) -> Cohort:
    """Return a cohort as it is now and hold it: whoever wants a seat in it comes after this transaction.

    SQLite has taken its lock with BEGIN IMMEDIATE. NotFound where there is none.
    """
    found = session.scalars(
        select(Cohort)
        .where(Cohort.id == cohort_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound()
    return found


def tally(cohort: Cohort) -> Tally:
    """Count a cohort's registrations, in one statement."""
    rows = session.execute(
        select(Registration.state, func.count())
        .where(Registration.cohort_id == cohort.id)
        .group_by(Registration.state)
    )
    return Tally(cohort.seats, dict(rows.all()))


def last_of(cohort_id: int) -> tuple[int, datetime | None]:
    """Return the highest number given in a cohort, and the latest moment; (0, None) where nobody registered."""
    row = session.execute(
        select(func.max(Registration.number), func.max(Registration.queued_at)).where(
            Registration.cohort_id == cohort_id
        )
    ).one()
    return row[0] or 0, row[1]


def first_waiting(cohort_id: int, limit: int) -> Sequence[Registration]:
    """Return those who have waited longest."""
    return session.scalars(
        select(Registration)
        .where(Registration.cohort_id == cohort_id, Registration.state == State.WAITING)
        .order_by(Registration.number)
        .limit(limit)
    ).all()


def place_in_line(registration: Registration) -> int:
    """Return how many wait before her, and herself."""
    return (
        session.scalar(
            select(func.count()).where(
                Registration.cohort_id == registration.cohort_id,
                Registration.state == State.WAITING,
                Registration.number <= registration.number,
            )
        )
        or 0
    )


def same_again(cohort_id: int, entry: Entry, typed_by_id: int | None, since: datetime) -> Registration | None:
    """Return what the very same entry, typed by the same hands, registered a moment ago: the button pressed twice.

    A name and a contact alone prove nothing: neighbours know both. Names that are merely alike are two people: sisters
    are registered from one telephone.
    """
    found = session.scalars(
        select(Registration)
        .where(
            Registration.cohort_id == cohort_id,
            Registration.typed_by_id.is_not_distinct_from(typed_by_id),
            Registration.email.is_not_distinct_from(entry.email),
            Registration.phone.is_not_distinct_from(entry.phone),
            Registration.place_code.is_not_distinct_from(entry.place_code),
            Registration.background == entry.background,
            Registration.experience == entry.experience,
            Registration.note == entry.note,
            Registration.queued_at >= since,
            Registration.state.in_(OPEN),
        )
        .order_by(Registration.number)
    )
    return next(
        (row for row in found if fold(row.name) == fold(entry.name) and _agreed(row) == entry.consents), None
    )


def _agreed(registration: Registration) -> set[Consent]:
    return {one for one in Consent if getattr(registration, f"consent_{one.value}_at") is not None}


def one(registration_id: int, *, anew: bool = False) -> Registration:
    """Return a registration with its cohort, as it is now if `anew`. NotFound where there is none."""
    found = session.scalars(
        select(Registration)
        .where(Registration.id == registration_id)
        .options(
            joinedload(Registration.cohort).joinedload(Cohort.programme),
            joinedload(Registration.cohort).joinedload(Cohort.place),
            joinedload(Registration.cohort).selectinload(Cohort.days),
            joinedload(Registration.place).joinedload(Place.parent),
            selectinload(Registration.links),
        )
        .execution_options(populate_existing=anew)
    ).one_or_none()
    if found is None:
        raise NotFound()
    return found


def over(at: datetime, limit: int) -> Sequence[tuple[int, int]]:
    """Return (row, cohort) of the offers whose time is over, the oldest first."""
    rows = session.execute(
        select(Registration.id, Registration.cohort_id)
        .where(Registration.state == State.OFFERED, Registration.offered_until <= at)
        .order_by(Registration.offered_until, Registration.id)
        .limit(limit)
    )
    return [(row.id, row.cohort_id) for row in rows]


def to_remind(today: date) -> Sequence[Registration]:
    """Return who has a seat in a cohort that begins soon, and was not reminded of it."""
    return session.scalars(
        select(Registration)
        .join(Registration.cohort)
        .where(
            Registration.state == State.SEATED,
            Registration.reminded_at.is_(None),
            Registration.forgotten_at.is_(None),
            Cohort.state == CohortState.PUBLISHED,
            Cohort.first_on > today,
            Cohort.first_on <= today + timedelta(days=REMINDED_BEFORE),
        )
        .options(contains_eager(Registration.cohort).joinedload(Cohort.programme))
        .order_by(Registration.id)
    ).all()


def to_forget(ended_before: date, limit: int) -> Sequence[Registration]:
    """Return those of cohorts whose last day lies before this one and who are still known by name."""
    return session.scalars(
        select(Registration)
        .join(Registration.cohort)
        .where(Registration.forgotten_at.is_(None), Cohort.last_on < ended_before)
        .options(contains_eager(Registration.cohort))
        .order_by(Registration.id)
        .limit(limit)
    ).all()
