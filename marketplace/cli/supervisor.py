"""Several processes on one socket: started, replaced when they die, stopped together."""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress

import click

PAUSE_SECONDS = 1.0
PATIENCE_SECONDS = 30.0

Role = Callable[[bool], None]


class Supervisor:
    """Keeps one child process per role alive. A role is called with True the first time, False as a replacement.

    A child that has not ended PATIENCE_SECONDS after the stop is killed: its job's lease runs out and another takes it.

    The parent loads nothing but this, so that a child starts clean: no threads, no connections to inherit.
    """

    def __init__(self, roles: list[Role], at_stop: Callable[[], None] = lambda: None) -> None:
        self._roles = roles
        self._at_stop = at_stop
        self._children: dict[int, tuple[int, float]] = {}
        self._stopping = False

    def run(self) -> None:
        """Start every role and stay until SIGTERM or Ctrl-C; then wait for the children to finish their work."""
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda number, frame: self._stop())
        for number in range(len(self._roles)):
            self._start(number, first=True)
        while self._children:
            child, status = os.wait()
            number, begun = self._children.pop(child)
            if self._stopping:
                continue
            code = os.waitstatus_to_exitcode(status)
            click.echo(f"Process {child} ended with {code}; starting another.", err=True)
            time.sleep(max(0.0, begun + PAUSE_SECONDS - time.monotonic()))
            if not self._stopping:
                self._start(number, first=False)

    def _start(self, number: int, *, first: bool) -> None:
        child = fork(lambda: self._roles[number](first))
        self._children[child] = (number, time.monotonic())
        if self._stopping:
            os.kill(child, signal.SIGTERM)

    def _stop(self) -> None:
        if not self._stopping:
            self._at_stop()
        self._stopping = True
        signal.signal(signal.SIGALRM, lambda number, frame: self._tell(signal.SIGKILL))
        signal.setitimer(signal.ITIMER_REAL, PATIENCE_SECONDS)
        self._tell(signal.SIGTERM)

    def _tell(self, message: signal.Signals) -> None:
        for child in list(self._children):
            with suppress(ProcessLookupError):
                os.kill(child, message)


def fork(work: Callable[[], None]) -> int:
    """Do the work in a child process and return its id; the child ends with 0, or with 1 when the work raised."""
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, signal.SIG_DFL)
        work()
        code = 0
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def wait_for(child: int) -> int:
    """Return how a child process ended."""
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)
