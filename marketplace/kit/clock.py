"""Time as an argument: whoever needs the hour is handed a clock, and tests hand over their own."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]
"""Returns the present moment, aware and in UTC."""


def system_clock() -> datetime:
    return datetime.now(UTC)


@lru_cache(maxsize=32)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def local_time(at: datetime, tz: str) -> datetime:
    """Return the same moment on the wall clock of `tz` (an IANA name).

    A naive `at` is refused with ValueError: guessing its zone would move deadlines by hours.
    """
    if at.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return at.astimezone(_zone(tz))


def local_day(at: datetime, tz: str) -> date:
    """Return the calendar day it is in `tz` at that moment; expiry and "today" are counted in these days."""
    return local_time(at, tz).date()


def local_midnight(day: date, tz: str) -> datetime:
    """Return the moment, in UTC, at which a calendar day begins in `tz`."""
    return datetime.combine(day, time.min, _zone(tz)).astimezone(UTC)
