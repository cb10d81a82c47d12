"""Forgetting who registered: when somebody asks for it, and when a cohort has been over for long enough."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from marketplace.database.session import session
from marketplace.kit.clock import Clock
from marketplace.registrations import links, mails, queries
from marketplace.registrations.models import Registration
from marketplace.registrations.rules import OPEN, Action, Consent, State
from marketplace.registrations.seats import end, hold, require_known, settle

MOST_AT_A_TIME = 1000
"""People one run of the job forgets; the next day's takes the others."""


def delete_data(registration: Registration, *, clock: Clock, timezone: str) -> None:
    """Forget who somebody is because she asks for it; what she held is cancelled first."""
    cohort, at = hold(registration, clock)
    require_known(registration)
    if registration.state in OPEN:
        offered = registration.state is State.OFFERED
        end(registration, Action.DECLINE if offered else Action.CANCEL, at)
    forget(registration, at)
    settle(cohort, at, timezone)


def forget(registration: Registration, at: datetime) -> None:
    """Keep of a registration what counts people (background, kelurahan, experience, state), and nobody's name."""
    mails.take_back(registration)
    links.end(registration)
    registration.name = registration.name_folded = registration.note = registration.reason = ""
    registration.email = registration.phone = None
    for consent in Consent:
        setattr(registration, f"consent_{consent.value}_at", None)
    registration.forgotten_at = at
    session.flush()


def forget_old(days: int, *, at: datetime, today: date) -> int:
    """Forget everybody of cohorts whose last day was more than so many days ago; return how many that were."""
    found = queries.to_forget(today - timedelta(days=days), MOST_AT_A_TIME)
    for registration in found:
        forget(registration, at)
    return len(found)
