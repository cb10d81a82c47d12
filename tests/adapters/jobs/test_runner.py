"""The loop: every job once, whatever handlers, databases and kills do to it."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from marketplace.adapters.jobs.handlers import GiveUp, JobContext
from marketplace.adapters.jobs.models import JobState
from marketplace.adapters.jobs.queue import enqueue
from marketplace.adapters.jobs.runner import Runner
from tests.adapters.jobs.conftest import START, Desk

Payload = dict[str, Any]


def test_a_handler_that_just_returns_has_done_its_job(desk: Desk) -> None:
    seen: list[Payload] = []
    desk.handlers.register("knit", lambda payload, context: seen.append(payload))
    desk.put(payload={"bag": 1})
    assert desk.runner.run_once()
    assert not desk.runner.run_once()
    assert seen == [{"bag": 1}]
    assert desk.job.state is JobState.DONE


def test_no_transaction_is_open_while_a_handler_works(desk: Desk) -> None:
    seen: list[int] = []
    desk.handlers.register("knit", lambda payload, context: seen.append(desk.open_transactions))
    desk.put()
    desk.runner.run_all()
    assert seen == [0]


def test_run_all_does_the_jobs_that_jobs_add(desk: Desk) -> None:
    def split(payload: Payload, context: JobContext) -> None:
        with context.finishing() as session:
            if payload["left"]:
                enqueue(session, "split", {"left": payload["left"] - 1}, at=context.at)

    desk.handlers.register("split", split)
    desk.put("split", {"left": 3})
    assert desk.runner.run_all() == 4
    assert {job.state for job in desk.jobs} == {JobState.DONE}


def test_an_error_is_written_down_without_its_words_and_tried_again(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    outcomes = [ValueError("sri@example.org"), None]

    def stumble(payload: Payload, context: JobContext) -> None:
        error = outcomes.pop(0)
        if error is not None:
            raise error

    desk.handlers.register("knit", stumble)
    desk.put()
    with caplog.at_level(logging.ERROR):
        assert desk.runner.run_all() == 1
    assert (desk.job.state, desk.job.last_error) == (JobState.QUEUED, "ValueError")
    assert desk.job.run_after == START + timedelta(seconds=30)
    desk.later(seconds=30)
    assert desk.runner.run_all() == 1
    assert (desk.job.state, desk.job.attempts, desk.job.last_error) == (JobState.DONE, 2, None)


def test_a_poison_job_fails_in_the_end_and_the_others_go_on(desk: Desk) -> None:
    def poison(payload: Payload, context: JobContext) -> None:
        if payload["bad"]:
            raise RuntimeError

    desk.handlers.register("knit", poison, tries=2)
    for bad in (True, False, False):
        desk.put(payload={"bad": bad})
    for _ in range(4):
        desk.runner.run_all()
        desk.later(hours=1)
    assert [job.state for job in desk.jobs] == [JobState.FAILED, JobState.DONE, JobState.DONE]
    assert desk.jobs[0].attempts == 2


def test_giving_up_ends_the_job_at_the_first_try(desk: Desk) -> None:
    def refuse(payload: Payload, context: JobContext) -> None:
        raise GiveUp("mail.refused")

    desk.handlers.register("knit", refuse)
    desk.put()
    desk.runner.run_all()
    assert (desk.job.state, desk.job.attempts, desk.job.last_error) == (JobState.FAILED, 1, "mail.refused")


def test_an_error_after_the_finish_does_not_run_the_job_again(desk: Desk) -> None:
    def late(payload: Payload, context: JobContext) -> None:
        with context.finishing():
            pass
        raise RuntimeError

    desk.handlers.register("knit", late)
    desk.put()
    desk.runner.run_all()
    assert desk.job.state is JobState.DONE


def test_a_worker_that_was_overtaken_changes_nothing(desk: Desk) -> None:
    def slow(payload: Payload, context: JobContext) -> None:
        if context.attempt == 1 and not overtaken:
            overtaken.append(True)
            desk.later(seconds=45)
            assert desk.runner.run_once()  # another worker takes over and finishes
        with context.finishing() as session:
            enqueue(session, "result", {}, at=context.at)

    overtaken: list[bool] = []
    desk.handlers.register("knit", slow)
    desk.put()
    desk.runner.run_once()
    assert [(job.kind, job.state) for job in desk.jobs] == [
        ("knit", JobState.DONE),
        ("result", JobState.QUEUED),
    ]


def test_the_loop_wakes_at_once_and_stops_when_told(desk: Desk) -> None:
    done, stop = threading.Event(), threading.Event()
    desk.handlers.register("knit", lambda payload, context: done.set())
    runner = Runner(desk.writing, desk.handlers, desk.clock, reading=desk.reading, poll_seconds=60)
    thread = threading.Thread(target=runner.run_forever, args=(stop,))
    thread.start()
    desk.put()
    runner.wake()
    assert done.wait(10)
    stop.set()
    runner.wake()
    thread.join(10)
    assert not thread.is_alive()


def test_a_database_that_is_away_for_a_while_does_not_end_the_loop(desk: Desk) -> None:
    stop, calls = threading.Event(), []

    def flaky() -> Any:
        calls.append(1)
        if len(calls) < 3:
            raise OperationalError("SELECT 1", None, OSError("away"))
        return desk.reading()

    desk.handlers.register("knit", lambda payload, context: stop.set())
    desk.put()
    runner = Runner(desk.writing, desk.handlers, desk.clock, reading=flaky, poll_seconds=0.001)
    runner.run_forever(stop)
    assert desk.job.state is JobState.DONE


NURSERY = """
import os, signal, sys, traceback
from datetime import datetime, timedelta
from sqlalchemy import create_engine
from marketplace.adapters.jobs.queue import enqueue
from tests.adapters.jobs.conftest import Desk
from marketplace.database.engine import engine_options, prepare
url, begins, moment, effects, *fates = sys.argv[1:]
ran = 0
def live(desk, deadly):
    def work(payload, context):
        global ran
        ran += 1
        with open(effects, "a") as log:
            print(context.job_id, file=log)
        if ran == deadly and moment == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        with context.finishing() as session:
            enqueue(session, "result", {"of": context.job_id}, at=context.at)
            session.flush()
            if ran == deadly and moment == "inside":
                os.kill(os.getpid(), signal.SIGKILL)
    desk.handlers.register("knit", work)
    desk.runner.run_all()
for number, fate in enumerate(fates):
    child = os.fork()
    if not child:
        try:
            engine = create_engine(url, **engine_options(url))
            prepare(engine)
            live(Desk(engine, datetime.fromisoformat(begins) + timedelta(seconds=46 * number)), int(fate))
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""Workers one after the other, each past the lease of the one before. Forked, so that a busy machine starts Python
once and not for each of them; `fates` are the numbers of the jobs at which they are killed, 0 for never."""
KILLS = 10


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.parametrize("moment", ["before", "inside"])
def test_over_ten_kills_every_job_is_done_and_its_rows_are_written_once(
    desk: Desk, moment: str, tmp_path: Path
) -> None:
    for _ in range(2 * KILLS + 2):
        desk.put()
    url = desk.engine.url.render_as_string(hide_password=False)
    effects = tmp_path / "effects"
    fates = [*["2"] * KILLS, "0"]
    lives = subprocess.run(
        [sys.executable, "-c", NURSERY, url, desk.now.isoformat(), moment, str(effects), *fates],
        check=True,
        capture_output=True,
        text=True,
    )
    assert lives.stdout.split() == [*[str(-signal.SIGKILL.value)] * KILLS, "0"], lives.stderr
    worked = [job for job in desk.jobs if job.kind == "knit"]
    results = [job.payload["of"] for job in desk.jobs if job.kind == "result"]
    assert {job.state for job in worked} == {JobState.DONE}
    assert sorted(results) == [job.id for job in worked]
    assert len(effects.read_text().splitlines()) == len(worked) + KILLS
