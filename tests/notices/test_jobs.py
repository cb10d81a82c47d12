"""Old rows go once a day."""

from __future__ import annotations

from datetime import timedelta

from marketplace.adapters.jobs.queue import enqueue
from marketplace.notices.jobs import DAILY
from marketplace.notices.models import Notice
from marketplace.notices.rules import KEPT


def test_the_daily_job_forgets_all_that_is_old(app, make, told, session, clock, jobs, monkeypatch):
    account = make.account()
    for number in range(3):
        told(account, number)
    clock.now += KEPT + timedelta(days=1)
    told(account, 4)
    assert DAILY in app.extensions["handlers"].daily
    enqueue(session, DAILY, {}, at=clock())
    session.commit()
    jobs.run_all()
    assert session.query(Notice).count() == 1
