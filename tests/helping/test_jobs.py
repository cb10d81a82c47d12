"""The daily job that forgets invitations nobody took up."""

from __future__ import annotations

from marketplace.adapters.jobs.queue import enqueue
from marketplace.helping.jobs import FORGET
from marketplace.helping.models import Helper
from marketplace.helping.rules import INVITATION_LIFETIME
from tests.conftest import NOON


def test_invitations_that_lapsed_go_with_the_daily_job(app, invite, siti, session, jobs):
    assert FORGET in app.extensions["handlers"].daily
    invite(siti, at=NOON - INVITATION_LIFETIME)
    enqueue(session, FORGET, {}, at=NOON)
    session.commit()
    jobs.run_all()
    assert session.query(Helper).count() == 0
