"""The daily work: closing, and one word about a near deadline to who may apply; letters to who chose them alone."""

from __future__ import annotations

import pytest

from marketplace.adapters.jobs.queue import enqueue
from marketplace.notices import wishes
from marketplace.notices.hours import Hours
from marketplace.notices.models import Notice
from marketplace.notices.rules import Group, Way
from marketplace.opportunities import jobs as daily
from marketplace.opportunities.models import Nudge
from marketplace.opportunities.rules import NEAR, State
from tests.conftest import NOON
from tests.opportunities.conftest import DAY, TODAY, UNIT


@pytest.fixture
def near(published, holder):
    holder()
    return published(deadline=TODAY + NEAR, units=(UNIT,))


def test_who_may_apply_is_told_once_and_nobody_else(near, holder, make, applied, session):
    make.artisan()
    applied(near, holder())
    assert daily.nudge(at=NOON, today=TODAY - DAY) == 0
    assert daily.nudge(at=NOON, today=TODAY) == 1
    session.commit()
    assert daily.nudge(at=NOON + DAY, today=TODAY + DAY) == 0
    assert session.query(Notice).one().kind == "opportunity_near" and session.query(Nudge).count() == 1


def test_a_letter_goes_to_those_alone_who_chose_it(near, holder, session, jobs, outbox):
    chose = holder()
    for way in (None, Way.NOW):
        if way is not None:
            wishes.choose(chose.account_id, {Group.OPPORTUNITIES: way}, Hours("Asia/Makassar"))
            session.commit()
    assert daily.nudge(at=NOON, today=TODAY) == 2
    session.commit()
    jobs.run_all()
    (letter,) = outbox.letters
    assert letter.to == chose.account.email and near.title in letter.subject


def test_the_job_closes_and_tells(near, published, jobs, session, clock):
    over = published(deadline=TODAY)
    clock.now = NOON + DAY
    for _ in range(2):
        enqueue(session, daily.DAILY, {}, at=clock())
        session.commit()
        jobs.run_all()
    session.refresh(over)
    assert over.state is State.CLOSED and session.query(Nudge).count() == 1
