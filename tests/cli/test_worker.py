"""Jobs done in a process of their own."""

from __future__ import annotations

import os
import signal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.models import Account
from marketplace.adapters.jobs.handlers import JobContext
from marketplace.adapters.jobs.models import Job, JobState
from marketplace.adapters.jobs.queue import enqueue
from tests.cli.conftest import Run


@pytest.fixture
def _same_signals() -> object:
    before = {name: signal.getsignal(name) for name in (signal.SIGTERM, signal.SIGINT)}
    yield
    for name, handler in before.items():
        signal.signal(name, handler)


@pytest.mark.usefixtures("_same_signals")
def test_the_worker_does_what_waits_and_ends_after_the_job_in_which_it_is_told_to(
    run: Run, app, session: Session
) -> None:  # type: ignore[no-untyped-def]
    def stop(payload: dict[str, object], context: JobContext) -> None:
        os.kill(os.getpid(), signal.SIGTERM)

    handlers = app.extensions["handlers"]
    handlers.register("tests.stop", stop, tries=1, lease_seconds=30)
    enqueue(session, "tests.stop", {}, at=app.extensions["toolbox"].clock())
    session.commit()
    done = run("worker")
    assert done.exit_code == 0, done.output
    left = session.scalars(select(Job.state).where(Job.kind == "tests.stop")).all()
    assert left == [JobState.DONE]
    assert session.query(Account).count() == 0
