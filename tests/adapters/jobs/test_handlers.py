"""What a handler is promised."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.adapters.jobs.models import JobState
from marketplace.adapters.jobs.queue import LeaseLost, enqueue
from tests.adapters.jobs.conftest import Desk


def nothing(payload: dict[str, Any], context: JobContext) -> None:
    """Do no work."""


def test_a_kind_has_one_handler() -> None:
    handlers = Handlers()
    handlers.register("knit", nothing, lease_seconds=9)
    with pytest.raises(ValueError, match="two handlers"):
        handlers.register("knit", nothing)
    assert handlers.leases == {"knit": 9}


def context_of(desk: Desk, tries: int = 3) -> JobContext:
    desk.handlers.register("knit", nothing, tries=tries, lease_seconds=45)
    desk.put()
    held = desk.claim()
    assert held is not None
    return JobContext(held, desk.handlers["knit"], desk.writing, desk.reading, desk.clock)


def test_rows_and_done_are_kept_together(desk: Desk) -> None:
    context = context_of(desk)
    with context.finishing() as session:
        enqueue(session, "next", {}, at=context.at)
    assert [(job.kind, job.state) for job in desk.jobs] == [
        ("knit", JobState.DONE),
        ("next", JobState.QUEUED),
    ]


def test_when_the_rows_fail_the_job_is_not_done_either(desk: Desk) -> None:
    context = context_of(desk)
    with pytest.raises(IntegrityError), context.finishing() as session:
        session.execute(text("INSERT INTO job (kind) VALUES (NULL)"))
    assert [(job.kind, job.state) for job in desk.jobs] == [("knit", JobState.RUNNING)]
    assert not context.finished


def test_after_a_lost_lease_nothing_is_written(desk: Desk) -> None:
    context = context_of(desk)
    desk.later(seconds=45)
    assert desk.claim() is not None
    with pytest.raises(LeaseLost), context.finishing() as session:
        session.execute(text("this is never reached"))
    assert len(desk.jobs) == 1


def test_a_job_is_finished_once(desk: Desk) -> None:
    context = context_of(desk)
    with context.finishing():
        pass
    with pytest.raises(RuntimeError, match="once"), context.finishing():
        pass


def test_keep_begins_the_lease_anew(desk: Desk) -> None:
    context = context_of(desk)
    desk.later(seconds=40)
    context.keep()
    desk.later(seconds=40)
    assert desk.claim() is None


@pytest.mark.parametrize(("tries", "last"), [(1, True), (2, False)])
def test_a_handler_knows_its_last_try(desk: Desk, tries: int, last: bool) -> None:
    context = context_of(desk, tries)
    assert (context.attempt, context.last_try) == (1, last)
