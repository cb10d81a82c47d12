"""The seats of a cohort: held in one order for everybody, offered to whoever is first in the line, for a time."""

from __future__ import annotations

from datetime import date, datetime

from marketplace.adapters.jobs.queue import enqueue
from marketplace.database.session import session
from marketplace.kit.clock import Clock
from marketplace.kit.errors import Conflict
from marketplace.programmes.models import Cohort
from marketplace.programmes.rules import CohortState
from marketplace.registrations import mails, queries
from marketplace.registrations.models import Registration
from marketplace.registrations.rules import LIFECYCLE, Action, State, free_seats, offered_until

LAPSE = "registrations.lapse"
MOST_AT_A_TIME = 500
"""Offers one run of the job ends; the next takes the others."""


def settle(cohort: Cohort, at: datetime, timezone: str) -> int:
    """Offer each free seat to whoever is first in the line, while the cohort is on the site and has not begun."""
    until = offered_until(at, cohort.first_on, timezone)
    if cohort.state is not CohortState.PUBLISHED or until is None:
        return 0
    free = free_seats(cohort.seats, queries.tally(cohort).taken)
    found = queries.first_waiting(cohort.id, free) if free else ()
    for registration in found:
        registration.state = LIFECYCLE.move(registration.state, Action.OFFER).target
        registration.offered_until = until
        session.flush()
        mails.tell(registration, "offered", at=at)
    if found:
        enqueue(session(), LAPSE, {}, at=at, run_after=until, unique_key=f"{LAPSE}:{until.isoformat()}")
    return len(found)


def hold(registration: Registration, clock: Clock) -> tuple[Cohort, datetime]:
    """Hold the cohort, then read the row as it is now and ask for the time."""
    cohort = queries.locked_cohort(registration.cohort_id)
    session.refresh(registration)
    return cohort, clock()


def end(registration: Registration, action: Action, at: datetime) -> None:
    registration.state = LIFECYCLE.move(registration.state, action).target
    registration.offered_until, registration.ended_at = None, at
    session.flush()


def require_known(registration: Registration) -> None:
    """Raise Conflict once it is forgotten who this is."""
    if registration.forgotten_at is not None:
        raise Conflict("registration.forgotten")


def give_more(cohort_id: int, *, clock: Clock, timezone: str) -> int:
    """Offer the seats a cohort has free, after an officer gave it more of them; return how many were offered."""
    cohort = queries.locked_cohort(cohort_id)
    return settle(cohort, clock(), timezone)


def lapse_due(*, clock: Clock, timezone: str) -> int:
    """End the offers whose time is over, and offer each seat to the next; return how many ended."""
    rows = queries.over(clock(), MOST_AT_A_TIME)
    for cohort_id in sorted({cohort_id for _, cohort_id in rows}):
        cohort = queries.locked_cohort(cohort_id)
        at = clock()
        for number in (row for row, of in rows if of == cohort_id):
            registration = queries.one(number, anew=True)
            until = registration.offered_until
            if registration.state is State.OFFERED and until is not None and until <= at:
                end(registration, Action.LAPSE, at)
                mails.tell(registration, "lapsed", at=at)
        settle(cohort, at, timezone)
    return len(rows)


def remind(*, at: datetime, today: date) -> int:
    """Write to everybody whose first day is near; return to how many."""
    found = queries.to_remind(today)
    for registration in found:
        registration.reminded_at = at
        session.flush()
        mails.tell(registration, "reminder", at=at)
    return len(found)
