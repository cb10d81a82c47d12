"""Work done after the answer: the thread or process that runs the jobs."""

from __future__ import annotations

import logging
import threading
from functools import partial

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from marketplace.adapters.jobs.daily import DailyPlan
from marketplace.adapters.jobs.handlers import Handlers
from marketplace.adapters.jobs.runner import Runner
from marketplace.batches.operations import resume_running
from marketplace.catalogue.feeding import Feeder, folder_of
from marketplace.certificates.scans import resume_waiting
from marketplace.checks import operations as checks
from marketplace.checks.visits import EVERY_SECONDS, write_down
from marketplace.database.session import reading, writing
from marketplace.footfall import counting
from marketplace.gaps import operations as gaps
from marketplace.pictures.operations import resume_pending
from marketplace.toolbox import Toolbox

log = logging.getLogger(__name__)


def make_runner(app: Flask) -> Runner:
    """Return a runner of this application's jobs; run it inside an application context."""
    box: Toolbox = app.extensions["toolbox"]
    handlers: Handlers = app.extensions["handlers"]
    return Runner(writing, handlers, box.clock, reading=reading)


def make_plan(app: Flask) -> DailyPlan:
    """Return what puts the daily jobs into the queue."""
    box: Toolbox = app.extensions["toolbox"]
    handlers: Handlers = app.extensions["handlers"]
    return DailyPlan(handlers.daily, box.today, box.clock, writing, reading)


def make_feeder(app: Flask) -> Feeder:
    """Return what keeps this installation's search index true; run it inside an application context."""
    box: Toolbox = app.extensions["toolbox"]
    with app.app_context():  # of which make its index must be is told by the words
        return Feeder(folder_of(box.settings.search_dir), reading, writing)


def start_feeding(app: Flask, feeder: Feeder, stop: threading.Event) -> None:
    """Keep the search index true in a thread of its own until `stop` is set."""
    threading.Thread(target=feed, args=(app, feeder, stop), name="search", daemon=True).start()


def feed(app: Flask, feeder: Feeder, stop: threading.Event) -> None:
    """Do so in this thread, where documents find the application's words."""
    with app.app_context():
        feeder.run_forever(stop)


def start_thread(app: Flask) -> threading.Event:
    """Run jobs in this process until the returned event is set; every commit wakes the runner and the feeder."""
    runner, feeder = make_runner(app), make_feeder(app)
    box: Toolbox = app.extensions["toolbox"]

    def wake() -> None:
        runner.wake()
        feeder.wake()

    box.wake_workers = wake
    stop = threading.Event()
    start_feeding(app, feeder, stop)
    threading.Thread(target=run, args=(app, runner, stop), name="jobs", daemon=True).start()
    return stop


def start_counting(app: Flask) -> threading.Event:
    """Write down now and then, and once more when the returned event is set, what was counted here."""
    stop = threading.Event()
    threading.Thread(target=count, args=(app, stop), name="visits", daemon=True).start()
    return stop


def count(app: Flask, stop: threading.Event, every: float = EVERY_SECONDS) -> None:
    """Do so in this thread until `stop` is set. What a database that is away does not take is kept for later."""
    box: Toolbox = app.extensions["toolbox"]
    with app.app_context():
        ended = False
        while not ended:
            ended = stop.wait(every)
            for written in (
                partial(write_down, box.visits),
                partial(counting.write_down, box.bag_visits),
                partial(counting.write_down_clicks, box.whatsapp_clicks),
                partial(gaps.write_down, box.searched),
            ):
                try:
                    written()
                except SQLAlchemyError:
                    log.warning("what was counted could not be written down")


def run(app: Flask, runner: Runner, stop: threading.Event) -> None:
    """Run jobs in this thread until `stop` is set, so that handlers find the application's toolbox.

    Pictures, scans and imports that wait without a job, whatever became of it, get another one first.
    """
    box: Toolbox = app.extensions["toolbox"]
    with app.app_context():
        try:
            with writing():
                resume_pending(box.clock())
                resume_waiting(box.clock())
                checks.resume_waiting(box.clock())
                resume_running(box.clock())
        except SQLAlchemyError:
            log.exception("waiting pictures and scans could not be looked for")
        runner.run_forever(stop, make_plan(app).look)
