"""Working days, counted the slow way and the quick way."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from marketplace.certificates.waiting import is_late, working_day_after, working_days

FRIDAY = date(2026, 4, 10)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 60))
def test_the_quick_count_is_the_slow_one(start: date, days: int) -> None:
    slow = sum((start + timedelta(days=day)).weekday() < 5 for day in range(1, days + 1))
    assert working_days(start, start + timedelta(days=days)) == slow


def test_a_weekend_does_not_count() -> None:
    assert working_days(FRIDAY, FRIDAY + timedelta(days=2)) == 0
    assert not is_late(FRIDAY, FRIDAY + timedelta(days=5))
    assert is_late(FRIDAY, FRIDAY + timedelta(days=6))


def test_time_does_not_run_backwards() -> None:
    assert working_days(FRIDAY, FRIDAY - timedelta(days=9)) == 0


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(1, 40))
def test_the_day_after_so_many_working_days_is_the_first_such_day(start: date, days: int) -> None:
    day = working_day_after(start, days)
    assert working_days(start, day) == days
    assert working_days(start, day - timedelta(days=1)) == days - 1
