"""Once a day, whoever looks first."""

from __future__ import annotations

from datetime import date

from marketplace.adapters.jobs.daily import DailyPlan
from tests.adapters.jobs.conftest import Desk


def plan_of(desk: Desk, days: list[date], *kinds: str) -> DailyPlan:
    return DailyPlan(kinds, lambda: days[0], desk.clock, desk.writing, desk.reading)


def test_each_kind_is_queued_once_a_day(desk: Desk) -> None:
    days = [date(2026, 4, 14)]
    plan = plan_of(desk, days, "tidy", "remind")
    assert [plan.look(), plan.look()] == [2, 0]
    days[0] = date(2026, 4, 15)
    assert plan.look() == 2
    assert sorted((job.kind, job.unique_key) for job in desk.jobs) == [
        ("remind", "remind:2026-04-14"),
        ("remind", "remind:2026-04-15"),
        ("tidy", "tidy:2026-04-14"),
        ("tidy", "tidy:2026-04-15"),
    ]


def test_a_second_process_finds_what_the_first_has_done(desk: Desk) -> None:
    days = [date(2026, 4, 14)]
    desk.handlers.register("tidy", lambda payload, context: None, daily=True)
    assert plan_of(desk, days, *desk.handlers.daily).look() == 1
    assert desk.runner.run_all() == 1
    assert plan_of(desk, days, *desk.handlers.daily).look() == 0


def test_without_daily_work_nobody_asks(desk: Desk) -> None:
    assert plan_of(desk, [date(2026, 4, 14)]).look() == 0
    assert desk.jobs == []
