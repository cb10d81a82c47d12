"""The hours in which an artisan answers, day by day: what lies within them, and when they begin again. Pure.

A week says for each weekday (0 is Monday) from when until when; a day it does not name is closed. Hours that end when
they begin or before run on into the next morning, so 20.00 to 02.00, and 00.00 to 00.00 for a whole day. Where no hours
were recorded (an empty week) every hour counts. Days of a break never do.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

Hours = tuple[time, time]
Week = Mapping[int, Hours]
Spell = tuple[datetime, datetime]

WEEKDAYS = range(7)
ALWAYS: Week = dict.fromkeys(WEEKDAYS, (time(), time()))
NOTHING = timedelta()
ONE_DAY = timedelta(days=1)


class Away(NamedTuple):
    """The first day of a break, and the day she is back; from the moment `since` on of that day, where it is known."""

    first: date
    back: date
    since: datetime | None = None


def time_within(
    start: datetime, end: datetime, week: Week, zone: tzinfo, away: Away | None = None
) -> timedelta:
    """Return how much of the time between two moments lay within her hours; nothing where the end comes first."""
    total, counted_until = NOTHING, start
    for begin, over in _spells(start, end, week, zone, away):
        begin, over = max(begin, counted_until), min(over, end)
        if begin < over:
            total, counted_until = total + (over - begin), over
    return total


def is_open(at: datetime, week: Week, zone: tzinfo, away: Away | None = None) -> bool:
    """Whether a moment lies within her hours: the first minute does, the last no more."""
    return any(begin <= at < over for begin, over in _spells(at, at, week, zone, away))


def next_open(at: datetime, week: Week, zone: tzinfo, away: Away | None = None) -> datetime:
    """Return the first moment from `at` on that lies within her hours."""
    last = at + 8 * ONE_DAY
    if away is not None:
        last = max(last, _midnight(away.back, zone) + 8 * ONE_DAY)
    return next(max(begin, at) for begin, over in _spells(at, last, week, zone, away) if over > at)


def days_between(start: datetime, end: datetime, week: Week, zone: tzinfo, away: Away | None = None) -> int:
    """Return how many more of her days had begun when an answer came: none on the day from which she could answer."""
    first = next_open(start, week, zone, away)
    return sum(first < begin <= end for begin, _ in _spells(first, end, week, zone, away))


def _spells(start: datetime, end: datetime, week: Week, zone: tzinfo, away: Away | None) -> Iterator[Spell]:
    """Return the spells that may touch what lies between, in the order they begin, without those of the break."""
    for day in _days(start, end, zone):
        hours = (week or ALWAYS).get(day.weekday())
        if hours is None or (away is not None and away.first <= day < away.back):
            continue
        opens, closes = hours
        begin = datetime.combine(day, opens, zone).astimezone(UTC)
        over = datetime.combine(day if opens < closes else day + ONE_DAY, closes, zone).astimezone(UTC)
        if away is not None and day < away.first:
            over = min(over, _midnight(away.first, zone))
        elif away is not None and away.since is not None:
            begin = max(begin, away.since)
        if begin < over:
            yield begin, over


def _days(start: datetime, end: datetime, zone: tzinfo) -> Iterator[date]:
    """Return the local days between, and the one before, whose hours may run over midnight."""
    day, last = start.astimezone(zone).date() - ONE_DAY, end.astimezone(zone).date()
    while day <= last:
        yield day
        day += ONE_DAY


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
