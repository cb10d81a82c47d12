"""The jobs of one process, from its start to its end."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from marketplace import background
from marketplace.adapters.jobs.models import Job, JobState
from marketplace.adapters.jobs.queue import enqueue
from marketplace.adapters.jobs.runner import Runner
from marketplace.pictures import operations as pictures
from marketplace.pictures.models import Picture
from marketplace.pictures.rules import LIGHT
from tests.factories import photographs


class Idle(Runner):
    """A runner that works through what is there, once."""

    def run_forever(self, stop: threading.Event, plan: Callable[[], object] = int) -> None:
        self.run_all()


@pytest.fixture
def picture(app: Flask, session: Session) -> Picture:
    box = app.extensions["toolbox"]
    kept = pictures.keep(pictures.store(box, photographs.jpeg(21)), box.clock())
    session.commit()
    return kept


def runner(app: Flask) -> Runner:
    real = background.make_runner(app)
    return Idle(real._writing, real._handlers, real._clock, reading=real._reading)


def test_a_worker_that_starts_takes_up_pictures_nobody_works_on(
    app: Flask, session: Session, picture: Picture
) -> None:
    session.execute(delete(Job))
    session.commit()
    background.run(app, runner(app), threading.Event())
    session.rollback()
    assert session.scalar(select(Job.state).where(Job.kind == LIGHT)) is JobState.DONE
    session.refresh(picture)
    assert picture.state == "ready"


def test_a_worker_starts_without_a_database_and_waits_for_it(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(at: object) -> int:
        raise OperationalError("SELECT 1", None, OSError("away"))

    monkeypatch.setattr(background, "resume_pending", away)
    enqueue(session, "accounts.sign_up", {"sign_up_id": 0}, at=app.extensions["toolbox"].clock())
    session.commit()
    background.run(app, runner(app), threading.Event())
    assert "waiting pictures and scans could not be looked for" in caplog.text
    session.rollback()
    assert session.scalar(select(Job.state)) is JobState.DONE


def test_a_commit_wakes_the_thread_that_does_the_jobs(app: Flask, session: Session, picture: Picture) -> None:
    box = app.extensions["toolbox"]
    before, done = box.wake_workers, threading.Event()
    app.extensions["handlers"].register("tests.wake", lambda payload, context: done.set())
    stop = background.start_thread(app)
    try:
        enqueue(session, "tests.wake", {}, at=box.clock())
        session.commit()
        box.wake_workers()
        assert done.wait(60)
    finally:
        stop.set()
        box.wake_workers()
        for thread in threading.enumerate():
            if thread.name == "jobs":
                thread.join(60)
        box.wake_workers = before
