"""The daily job reminds, ends what was missed, and forgets."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import delete

from marketplace.adapters.jobs.models import Job
from marketplace.adapters.jobs.queue import enqueue
from marketplace.registrations import operations, seats
from marketplace.registrations.jobs import EVERY_DAY
from marketplace.registrations.rules import State
from tests.registrations.conftest import FIRST, LAST, ZONE


@pytest.fixture
def on(session, jobs, clock):
    """`on(day)`: the daily job of a day."""

    def run(day: date) -> None:
        clock.now += day - clock.now.date()
        enqueue(session, EVERY_DAY, {}, at=clock())
        session.commit()
        jobs.run_all()
        session.expire_all()

    return run


def test_it_is_done_on_every_day(app):
    assert EVERY_DAY in app.extensions["handlers"].daily


def test_the_days_before_the_first_remind_and_those_long_after_the_last_forget(
    held, register, on, clock, outbox, changed_settings
):
    changed_settings(registration_days=30)
    row = register(held(seats=1))
    on(FIRST - timedelta(days=3))
    assert len(outbox.letters) == 1
    on(FIRST - timedelta(days=1))
    assert [letter.subject for letter in outbox.letters][1:] == ["Segera dimulai: Kelas Rajut"]
    on(LAST + timedelta(days=30))
    assert row.name
    on(LAST + timedelta(days=31))
    assert (row.forgotten_at, row.name) == (clock(), "")


def test_an_offer_whose_own_job_was_lost_lapses_with_the_day(held, register, session, on, clock):
    cohort = held(seats=1)
    seated, first = register(cohort), register(cohort)
    operations.withdraw(seated, clock=clock, timezone=ZONE)
    session.execute(delete(Job).where(Job.kind == seats.LAPSE))
    session.commit()
    on(date(2026, 4, 17))
    assert first.state is State.LAPSED
