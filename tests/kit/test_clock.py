from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kit.clock import local_day, local_midnight, local_time, system_clock


@pytest.mark.parametrize(
    ("hour", "day"), [(15, date(2028, 10, 31)), (16, date(2028, 11, 1))], ids=["last minute", "midnight"]
)
def test_the_day_turns_at_midnight_of_the_city(hour: int, day: date) -> None:
    at = datetime(2028, 10, 31, hour, 59 if hour == 15 else 0, tzinfo=UTC)
    assert local_day(at, "Asia/Makassar") == day


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        local_time(datetime(2026, 1, 1), "Asia/Makassar")


def test_the_system_clock_is_aware_and_in_utc() -> None:
    assert system_clock().utcoffset() == timedelta(0)


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_a_day_begins_at_its_local_midnight(day: date) -> None:
    begins = local_midnight(day, "Asia/Makassar")
    assert local_day(begins, "Asia/Makassar") == day
    assert local_day(begins - timedelta(microseconds=1), "Asia/Makassar") == day - timedelta(days=1)
