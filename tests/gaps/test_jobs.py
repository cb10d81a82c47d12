"""Counts nobody is shown any more go once a day."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from marketplace.adapters.jobs.queue import enqueue
from marketplace.gaps import operations
from marketplace.gaps.jobs import FORGET_OLD
from marketplace.gaps.models import Gap
from tests.gaps.test_operations import DAY, KEY


def test_what_is_not_shown_any_more_is_not_kept(session, clock, jobs):
    for days in (0, 89, 90, 400):
        operations.wish(KEY, day=DAY - timedelta(days=days))
    enqueue(session, FORGET_OLD, {}, at=clock())
    session.commit()
    jobs.run_all()
    assert set(session.scalars(select(Gap.day))) == {DAY, DAY - timedelta(days=89)}
