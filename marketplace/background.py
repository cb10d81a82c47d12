"""Work done after the answer: the thread or process that runs the jobs."""

from __future__ import annotations

import threading

from flask import Flask

from marketplace.adapters.jobs.daily import DailyPlan
from marketplace.adapters.jobs.handlers import Handlers
from marketplace.adapters.jobs.runner import Runner
from marketplace.database.session import reading, writing
from marketplace.toolbox import Toolbox


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


def start_thread(app: Flask) -> threading.Event:
    """Run jobs in this process until the returned event is set; every commit wakes the runner."""
    runner = make_runner(app)
    box: Toolbox = app.extensions["toolbox"]
    box.wake_workers = runner.wake
    stop = threading.Event()
    threading.Thread(target=run, args=(app, runner, stop), name="jobs", daemon=True).start()
    return stop


def run(app: Flask, runner: Runner, stop: threading.Event) -> None:
    """Run jobs in this thread until `stop` is set, so that handlers find the application's toolbox."""
    with app.app_context():
        runner.run_forever(stop, make_plan(app).look)
