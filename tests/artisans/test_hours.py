"""Writing down when she answers, and what is read of her break."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from marketplace.access.actors import Actor
from marketplace.artisans import hours
from marketplace.kit.errors import Forbidden, Invalid

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


@pytest.mark.parametrize(
    ("values", "away"),
    [
        ({}, None),
        (
            {"paused_from": date(2026, 4, 1), "paused_until": date(2026, 4, 9)},
            (date(2026, 4, 1), date(2026, 4, 9)),
        ),
        (
            {"paused_at": datetime(2026, 4, 3, tzinfo=UTC), "paused_until": date(2026, 4, 9)},
            (date(2026, 4, 3), date(2026, 4, 9)),
        ),
        ({"paused_until": date(2026, 4, 9)}, (hours.LONG_AGO, date(2026, 4, 9))),
    ],
)
def test_a_break_is_read_with_its_first_day(make, values, away):
    assert hours.away_of(make.artisan(**values)) == away
