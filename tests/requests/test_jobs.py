"""What is over ends by itself, once."""

from __future__ import annotations

from datetime import timedelta

from marketplace.adapters.jobs.queue import enqueue
from marketplace.requests.jobs import END_DUE
from marketplace.requests.models import CustomRequest
from marketplace.requests.rules import State
from tests.conftest import NOON


def test_a_request_ends_by_itself_after_its_day(maker, ask, session, jobs, clock, outbox):
    maker()
    ask()
    clock.now = NOON + timedelta(days=8)
    for _ in range(2):
        enqueue(session, END_DUE, {}, at=clock())
        session.commit()
        jobs.run_all()
    assert session.query(CustomRequest).one().state is State.LAPSED
    assert len([one for one in outbox.letters if one.to == "rina@contoh.invalid"]) == 2
