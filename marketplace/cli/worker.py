"""`worker`: run the jobs in a process of their own."""

from __future__ import annotations

import signal
import threading

import click

from marketplace.background import make_feeder, make_runner, run, start_feeding
from marketplace.cli.opening import Opening, pass_opening


@click.command()
@pass_opening
def worker(opening: Opening) -> None:
    """Do the jobs until SIGTERM or Ctrl-C; the job that has begun is finished first.

    Any number of workers may run, on any machine that reaches the database and the files.
    """
    click.echo("Working on jobs.")
    work(opening)


def work(opening: Opening) -> None:
    """Run jobs in the main thread until a signal says stop."""
    app = opening.app()
    runner = make_runner(app)
    feeder = make_feeder(app)
    stop = threading.Event()

    def end(number: int, frame: object) -> None:
        stop.set()
        runner.wake()
        feeder.wake()

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, end)
    start_feeding(app, feeder, stop)
    run(app, runner, stop)
    app.extensions["toolbox"].close()
