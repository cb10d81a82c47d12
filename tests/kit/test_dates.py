from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kit.dates import add_months, months_between

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
MONTHS = st.integers(-600, 600)


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        (date(2024, 3, 26), 36, date(2027, 3, 26)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 36, date(2027, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2025, 10, 31), 1, date(2025, 11, 30)),
        (date(2025, 10, 31), 36, date(2028, 10, 31)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2025, 1, 31), -1, date(2024, 12, 31)),
        (date(2025, 3, 31), -1, date(2025, 2, 28)),
        (date(2025, 5, 5), 0, date(2025, 5, 5)),
    ],
)
def test_months_are_added_as_people_count_them(day: date, months: int, result: date) -> None:
    assert add_months(day, months) == result


@given(DAYS, MONTHS)
def test_the_month_is_always_right_and_the_day_only_shrinks(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or (moved.day < day.day and (moved + timedelta(days=1)).day == 1)


@given(DAYS, DAYS, MONTHS)
def test_a_later_day_never_ends_earlier(first: date, second: date, months: int) -> None:
    if first <= second:
        assert add_months(first, months) <= add_months(second, months)


@pytest.mark.parametrize("months", [-24 * 1000 * 12, 12 * 9000])
def test_outside_the_calendar_is_refused(months: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        add_months(date(2025, 1, 1), months)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2025, 10, 31), date(2028, 10, 31), 36),
        (date(2025, 10, 31), date(2028, 10, 30), 35),
        (date(2025, 1, 31), date(2025, 2, 28), 1),
        (date(2025, 1, 31), date(2025, 2, 27), 0),
        (date(2025, 1, 1), date(2025, 1, 1), 0),
        (date(2025, 1, 2), date(2025, 1, 1), 0),
    ],
)
def test_whole_months_between(start: date, end: date, months: int) -> None:
    assert months_between(start, end) == months


@given(DAYS, DAYS)
def test_months_between_is_the_most_that_fits(start: date, end: date) -> None:
    months = months_between(start, end)
    if end > start:
        assert add_months(start, months) <= end < add_months(start, months + 1)
    else:
        assert months == 0
