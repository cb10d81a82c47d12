"""Quiet hours and the digest's hour on the reader's own clock, also over midnight and where clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as some

from marketplace.notices.hours import ZONES, Hours, offered

MAKASSAR = "Asia/Makassar"  # UTC+8
hours = some.integers(0, 23)
moments = some.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=some.just(UTC))


def at(hour: int, minute: int = 0) -> datetime:
    """14 April 2026 on the clock of Makassar."""
    return datetime(2026, 4, 14, hour, minute, tzinfo=ZoneInfo(MAKASSAR)).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "begin", "end", "wanted"),
    [
        (at(23), 21, 6, at(6) + timedelta(days=1)),
        (at(5, 59), 21, 6, at(6)),
        (at(6), 21, 6, at(6)),
        (at(20, 59), 21, 6, at(20, 59)),
        (at(21), 21, 6, at(6) + timedelta(days=1)),
        (at(13), 12, 14, at(14)),
        (at(14), 12, 14, at(14)),
        (at(3), None, None, at(3)),
    ],
)
def test_a_letter_waits_for_the_end_of_quiet_hours(now, begin, end, wanted):
    assert Hours(MAKASSAR, 7, begin, end).after_quiet(now) == wanted


def test_the_digest_is_later_today_or_tomorrow_and_waits_for_quiet_hours_too():
    assert Hours(MAKASSAR, 7).next_digest(at(6, 59)) == at(7)
    assert Hours(MAKASSAR, 7).next_digest(at(7)) == at(7) + timedelta(days=1)
    assert Hours(MAKASSAR, 5, 21, 6).next_digest(at(1)) == at(6)


@given(moments, some.sampled_from(sorted(ZONES)), hours, hours, hours)
def test_whatever_the_zone_it_is_neither_past_nor_quiet_nor_far(now, zone, digest, begin, end):
    wanted = Hours(zone, digest, begin, end) if begin != end else Hours(zone, digest)
    due = wanted.after_quiet(now)
    assert now <= due <= now + timedelta(hours=25)
    assert wanted.after_quiet(due) == due
    digest_at = wanted.next_digest(now)
    assert now < digest_at <= now + timedelta(hours=50)
    assert wanted.after_quiet(digest_at) == digest_at


def test_every_zone_is_one():
    assert ZONES.keys() <= available_timezones()


def test_the_zones_of_the_account_and_the_installation_are_offered_whichever_they_are():
    assert offered(MAKASSAR, "Asia/Jakarta") == ZONES
    found = offered("Asia/Pontianak", "Pacific/Auckland")
    assert list(found)[:2] == ["Asia/Pontianak", "Pacific/Auckland"]
    assert found.items() > ZONES.items()
