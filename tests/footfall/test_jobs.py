"""Once a day the counts nobody is shown go."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from marketplace.adapters.jobs.queue import enqueue
from marketplace.footfall.jobs import FORGET_OLD, KEPT_FOR
from marketplace.footfall.models import BagVisits
from tests.conftest import NOON

TODAY = date(2026, 4, 14)


def test_only_what_is_older_than_kept_goes(make, session, jobs):
    bag = make.listing()
    for days in (0, KEPT_FOR.days, KEPT_FOR.days + 1):
        make.keep(BagVisits(listing_id=bag.id, day=TODAY - timedelta(days=days), visits=1))
    enqueue(session, FORGET_OLD, {}, at=NOON)
    session.commit()
    jobs.run_all()
    assert sorted(session.scalars(select(BagVisits.day))) == [TODAY - KEPT_FOR, TODAY]


def test_that_is_due_every_day(app):
    assert FORGET_OLD in app.extensions["handlers"].daily
