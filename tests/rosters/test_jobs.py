"""What is forgotten without anybody asking."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace.background import make_plan
from marketplace.rosters.models import Roster, RosterRow
from marketplace.rosters.rules import Result
from tests.rosters.lists import a_list, person


@pytest.mark.parametrize(("days", "left"), [(6, 1), (7, 0)])
def test_those_not_yet_competent_go_when_the_settings_say(
    roster, session, clock, jobs, app, changed_settings, days, left
):
    changed_settings(roster_not_yet_days=7)
    clock.now += timedelta(days=days)
    make_plan(app).look()
    jobs.run_all()
    session.rollback()
    results = session.scalars(select(RosterRow.result)).all()
    assert (results.count(Result.NOT_YET), results.count(Result.COMPETENT)) == (left, 3)


def test_a_draft_goes_after_a_day_and_an_import_stays(desk, session, clock, jobs):
    desk.upload(a_list([person(1)]))
    clock.now += timedelta(hours=23)
    jobs.run_all()
    assert desk.newest().cleaned is not None
    clock.now += timedelta(hours=1)
    jobs.run_all()
    session.rollback()
    assert session.scalars(select(Roster.id)).all() == []
