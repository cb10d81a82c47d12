"""Time within an artisan's hours: what counts, what does not, and when they begin again."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.artisans.weeks import WEEKDAYS, Away, days_between, is_open, next_open, time_within

ZONE = ZoneInfo("Asia/Makassar")
WORKDAYS = dict.fromkeys(range(5), (time(8), time(17)))
NIGHTS = dict.fromkeys(range(5), (time(20), time(2)))
MONDAY = date(2026, 11, 30)
HOUR = timedelta(hours=1)

moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))
clocks = st.times()
weeks = st.dictionaries(st.sampled_from(WEEKDAYS), st.tuples(clocks, clocks))
taken = st.builds(
    lambda first, days: Away(first, first + timedelta(days=days)),
    st.dates(date(2025, 12, 1), date(2028, 1, 31)),
    st.integers(0, 60),
)
cut_short = st.builds(
    lambda away, at: away._replace(since=datetime.combine(away.back, at, ZONE).astimezone(UTC)), taken, clocks
)
breaks = st.none() | taken | cut_short
zones = st.sampled_from([ZONE, ZoneInfo("Europe/Amsterdam"), ZoneInfo("America/New_York")])


def on(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(MONDAY + timedelta(days=day), time(hour, minute), ZONE)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (on(0, 9), on(0, 10), 1),
        (on(0, 6), on(0, 9), 1),
        (on(0, 16), on(1, 9), 2),
        (on(4, 16), on(7, 9), 2),
        (on(5, 0), on(6, 23), 0),
        (on(0, 8), on(7, 8), 45),
        (on(0, 10), on(0, 9), 0),
    ],
)
def test_only_time_within_her_hours_counts(start, end, hours):
    assert time_within(start, end, WORKDAYS, ZONE) == hours * HOUR


def test_hours_over_midnight_belong_to_the_day_they_began():
    assert time_within(on(0, 12), on(1, 12), NIGHTS, ZONE) == 6 * HOUR
    assert is_open(on(5, 1, 59), NIGHTS, ZONE)
    assert not is_open(on(5, 2), NIGHTS, ZONE)
    assert not is_open(on(0, 1), NIGHTS, ZONE)


def test_hours_that_overlap_count_once():
    week = {0: (time(20), time(10)), 1: (time(8), time(12))}
    assert time_within(on(0, 0), on(2, 0), week, ZONE) == 16 * HOUR


def test_without_recorded_hours_every_hour_counts():
    assert time_within(on(0, 3), on(2, 3), {}, ZONE) == 48 * HOUR


def test_days_of_a_break_do_not_count():
    away = Away(MONDAY + timedelta(days=1), MONDAY + timedelta(days=3))
    assert time_within(on(0, 16), on(3, 9), WORKDAYS, ZONE, away) == 2 * HOUR
    assert time_within(on(0, 16), on(3, 9), {}, ZONE, away) == 17 * HOUR
    assert time_within(on(0, 20), on(4, 0), NIGHTS, ZONE, away) == 4 * HOUR + 4 * HOUR


@given(moments, moments, moments, weeks, breaks, zones)
def test_time_adds_up_is_never_negative_and_never_more_than_passed(one, two, three, week, away, zone):
    first, middle, last = sorted((one, two, three))

    def within(start, end):
        return time_within(start, end, week, zone, away)

    assert within(first, middle) + within(middle, last) == within(first, last)
    assert timedelta() <= within(first, last) <= last - first
    assert within(last, first) == timedelta()


@given(moments, weeks, breaks, zones)
def test_hours_begin_again_at_the_first_moment_that_is_open(at, week, away, zone):
    begins = next_open(at, week, zone, away)
    assert begins >= at
    assert is_open(begins, week, zone, away)
    assert time_within(at, begins, week, zone, away) == timedelta()
    assert (begins == at) == is_open(at, week, zone, away)
    assert days_between(at, begins, week, zone, away) == 0


@given(moments, moments, weeks, breaks, zones)
def test_days_never_shrink_while_an_answer_is_waited_for(one, two, week, away, zone):
    start, end = sorted((one, two))
    days = days_between(start, end, week, zone, away)
    assert 0 <= days <= days_between(start, end + timedelta(days=1), week, zone, away)
    assert days <= (end - start).days + 1


@pytest.mark.parametrize(
    ("asked", "answered", "days"),
    [
        (on(0, 9), on(0, 16), 0),
        (on(0, 18), on(1, 16), 0),
        (on(0, 9), on(1, 8), 1),
        (on(4, 18), on(7, 12), 0),
        (on(4, 16), on(7, 12), 1),
        (on(4, 18), on(5, 9), 0),
    ],
)
def test_days_are_counted_from_the_day_on_which_she_could_answer(asked, answered, days):
    assert days_between(asked, answered, WORKDAYS, ZONE) == days


def test_after_a_break_the_first_hours_are_those_of_the_day_she_is_back():
    away = Away(MONDAY, MONDAY + timedelta(days=12))
    assert next_open(on(2, 9), WORKDAYS, ZONE, away) == on(14, 8)
    assert next_open(on(-3, 18), WORKDAYS, ZONE, away) == on(14, 8)
    assert days_between(on(-3, 18), on(14, 12), WORKDAYS, ZONE, away) == 0


@given(moments, weeks, cut_short, clocks)
def test_no_moment_before_she_came_back_early_is_open_and_all_from_then_on_are_as_ever(at, week, away, clock):
    began = datetime.combine(away.first, time(), ZONE)
    inside = min(max(at, began), away.since - timedelta(microseconds=1))
    assert inside < began or not is_open(inside, week, ZONE, away)
    assert time_within(began, away.since, week, ZONE, away) == timedelta()
    assert days_between(began, away.since, week, ZONE, away) == 0
    morning = datetime.combine(away.back + timedelta(days=1), clock, ZONE)
    if all(opens < closes for opens, closes in week.values()):
        for after in (away.since, morning, max(at, away.since)):
            assert is_open(after, week, ZONE, away) == is_open(after, week, ZONE)


def test_on_the_day_she_came_back_early_her_hours_begin_with_that_moment():
    away = Away(MONDAY, MONDAY + timedelta(days=1), on(1, 10))
    assert time_within(on(0, 9), on(1, 12), WORKDAYS, ZONE, away) == 2 * HOUR
    assert next_open(on(0, 9), WORKDAYS, ZONE, away) == on(1, 10)
    assert days_between(on(0, 9), on(1, 16), WORKDAYS, ZONE, away) == 0
