"""What is true of renewals: when to say it, by when to register, what a holder needs."""

from datetime import date
from enum import StrEnum

from marketplace.kit.dates import add_months

REMINDER_DAYS = (180, 90, 30, 7)
"""Days left at which the holder and the officers are told, the earliest first."""

AHEAD_DAYS = REMINDER_DAYS[0]
"""How far the renewal desk looks ahead; bodies take applications three to six months before the end."""

BEHIND_DAYS = 365
"""How long a lapsed certificate stays on the desk: its holder may still come back."""

REGISTER_MONTHS_BEFORE = 1
"""A month before the end is the latest day on which a renewal can be through without a gap."""


class Step(StrEnum):
    """What a holder needs before the body can assess anew, in the order in which it is usually done."""

    CONTACTED = "contacted"
    PORTFOLIO = "portfolio"
    APPLICATION = "application"
    FEE = "fee"
    TRANSPORT = "transport"
    REGISTERED = "registered"


def reached(days_left: int) -> int | None:
    """Return the tightest reminder whose day has come: 180 for 100 days left, 7 on the last day, None before and after.

    `days_left` is 0 on the last valid day and negative when it is over.
    """
    if days_left < 0:
        return None
    return min((days for days in REMINDER_DAYS if days_left <= days), default=None)


def is_due(days_left: int, told_at: int | None) -> bool:
    """Whether a reminder is to be sent now. `told_at` is the tightest one sent for this very term.

    After a pause of the jobs, or for a certificate verified late, only the tightest is sent: never several at once.
    """
    now = reached(days_left)
    return now is not None and (told_at is None or now < told_at)


def register_by(valid_until: date) -> date:
    """Return the latest day to register for a renewal without a gap."""
    return add_months(valid_until, -REGISTER_MONTHS_BEFORE)
