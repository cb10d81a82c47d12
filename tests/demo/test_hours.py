"""The demonstration's artisans answer at different hours, and some have said none."""

from __future__ import annotations

from marketplace.access.actors import Actor
from marketplace.artisans.hours import week_of
from marketplace.demo import hours


def test_each_kind_of_hours_is_there_and_one_who_said_none(make):
    weeks = []
    for number in range(1, len(hours.KINDS) + 1):
        artisan = make.artisan()
        actor = Actor(artisan.account_id, artisan.account.role, artisan.name, artisan.id)
        hours.keep(artisan, number, actor=actor)
        weeks.append(week_of(artisan))
    assert weeks == list(hours.KINDS)
    assert {} in weeks
