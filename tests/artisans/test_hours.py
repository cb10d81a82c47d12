"""Writing down when she answers, and what is read of her break."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from marketplace.access.actors import Actor
from marketplace.artisans import hours, operations
from marketplace.artisans.rules import is_away
from marketplace.artisans.weeks import is_open, time_within
from marketplace.kit.clock import local_day, local_midnight
from marketplace.kit.errors import Forbidden, Invalid
from tests.conftest import NOON

ZONE = "Asia/Makassar"

NONE = dict.fromkeys(range(7), (None, None))
WEEK = {0: (time(8), time(17)), 5: (time(9), time(12))}


def owner(artisan):
    return Actor(artisan.account_id, artisan.account.role, artisan.name, artisan.id)


def test_hours_are_kept_changed_and_taken_away_by_day(make, session):
    artisan = make.artisan()
    assert hours.week_of(artisan) == {}
    hours.keep(artisan, NONE | WEEK, actor=owner(artisan))
    session.expire_all()
    assert hours.week_of(artisan) == WEEK
    hours.keep(artisan, NONE | {0: (time(20), time(2))}, actor=owner(artisan))
    session.expire_all()
    assert hours.week_of(artisan) == {0: (time(20), time(2))}
    hours.keep(artisan, NONE, actor=owner(artisan))
    session.expire_all()
    assert hours.week_of(artisan) == {}


def test_half_a_day_is_refused_beside_what_is_missing_and_nothing_changes(make):
    artisan = make.artisan()
    hours.keep(artisan, NONE | WEEK, actor=owner(artisan))
    with pytest.raises(Invalid) as refusal:
        hours.keep(artisan, NONE | {1: (time(8), None), 2: (None, time(9))}, actor=owner(artisan))
    assert refusal.value.fields == {"closes_1": "artisan.hours", "opens_2": "artisan.hours"}
    assert hours.week_of(artisan) == WEEK


def test_nobody_writes_down_the_hours_of_another(make):
    artisan, other = make.artisan(), make.artisan()
    with pytest.raises(Forbidden):
        hours.keep(artisan, NONE | WEEK, actor=owner(other))


TODAY = local_day(NOON, ZONE)


def resumed(make, *, left, back, early_at):
    """An artisan on a break from a day until another who is back at a moment."""
    values = {"paused_from": left, "paused_until": back, "paused_at": NOON - timedelta(days=9)}
    artisan = make.artisan(**values)
    operations.resume(artisan, actor=owner(artisan), at=early_at, today=local_day(early_at, ZONE))
    return artisan


@pytest.mark.parametrize("hour", [0, 3, 15, 16, 23, 40])
@pytest.mark.parametrize("left", [TODAY - timedelta(days=5), TODAY])
def test_coming_back_early_leaves_what_lay_behind_a_break(make, left, hour):
    early_at = NOON + timedelta(hours=hour)
    artisan = resumed(make, left=left, back=TODAY + timedelta(days=9), early_at=early_at)
    today, zone = local_day(early_at, ZONE), ZoneInfo(ZONE)
    assert not is_away(artisan.paused_from, artisan.paused_until, today)
    away = hours.away_of(artisan, ZONE)
    began, always = local_midnight(left, ZONE), {}
    assert time_within(began - timedelta(hours=1), early_at, always, zone, away) == timedelta(hours=1)
    assert time_within(began, early_at + timedelta(hours=2), always, zone, away) == timedelta(hours=2)
    assert is_open(early_at, always, zone, away)


def test_a_break_that_is_over_is_left_as_it_was_and_one_to_come_is_taken_back(make):
    day = timedelta(days=1)
    over = resumed(make, left=TODAY - 5 * day, back=TODAY - day, early_at=NOON)
    assert hours.away_of(over, ZONE) == (TODAY - 5 * day, TODAY - day, None)
    planned = resumed(make, left=TODAY + day, back=TODAY + 2 * day, early_at=NOON)
    assert hours.away_of(planned, ZONE) is None


def test_pressed_again_the_moment_of_return_stays(make):
    artisan = resumed(make, left=TODAY - timedelta(days=5), back=TODAY + timedelta(days=9), early_at=NOON)
    operations.resume(artisan, actor=owner(artisan), at=NOON + timedelta(hours=2), today=TODAY)
    away = hours.away_of(artisan, ZONE)
    assert away is not None and away.since == NOON


@pytest.mark.parametrize(
    ("values", "away"),
    [
        ({}, None),
        (
            {"paused_from": date(2026, 4, 1), "paused_until": date(2026, 4, 9)},
            (date(2026, 4, 1), date(2026, 4, 9), None),
        ),
        (
            {"paused_at": datetime(2026, 4, 3, tzinfo=UTC), "paused_until": date(2026, 4, 9)},
            (date(2026, 4, 3), date(2026, 4, 9), None),
        ),
        ({"paused_until": date(2026, 4, 9)}, (hours.LONG_AGO, date(2026, 4, 9), None)),
    ],
)
def test_a_break_is_read_with_its_first_day(make, values, away):
    assert hours.away_of(make.artisan(**values), ZONE) == away
