"""How long a submission waits, in the days on which offices are open."""

from datetime import date, timedelta
from enum import StrEnum

PROMISED_WORKING_DAYS = 3
"""What artisans are told: "usually 3 working days". Longer is late."""


class Arrival(StrEnum):
    """What kind of submission waits."""

    NEW = "new"
    RENEWAL = "renewal"
    RESUBMITTED = "resubmitted"


def working_days(start: date, end: date) -> int:
    """Return how many Mondays to Fridays lie after `start`, up to and with `end`.

    Public holidays are not known here, so around them a submission is called late a day too soon, never too late.
    """
    if end <= start:
        return 0
    weeks, rest = divmod((end - start).days, 7)
    return weeks * 5 + sum((start + timedelta(days=day)).weekday() < 5 for day in range(1, rest + 1))


def working_day_after(start: date, days: int) -> date:
    """Return the first day by which `days` (at least 1) Mondays to Fridays have passed after `start`."""
    weeks, rest = divmod(days - 1, 5)
    day = start + timedelta(weeks=weeks)
    while working_days(start, day) < weeks * 5 + rest + 1:
        day += timedelta(days=1)
    return day


def is_late(submitted_on: date, today: date) -> bool:
    """Whether a submission has waited longer than promised."""
    return working_days(submitted_on, today) > PROMISED_WORKING_DAYS
