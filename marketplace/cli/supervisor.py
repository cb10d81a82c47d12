"""Several processes on one socket: started, replaced when they die, stopped together."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import click

PAUSE_SECONDS = 1.0
"""Between a child's death and its replacement; doubled for every further death in a row."""
SETTLED_SECONDS = 10.0
"""A child that lived this long had come up; what ended it is no reason to give up."""
MOST_DEATHS = 6
"""So many children of one role in a row that never came up: it is the program or the machine, not an accident."""
PATIENCE_SECONDS = 30.0
STOPS = (signal.SIGTERM, signal.SIGINT)

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
        self._due: dict[int, float] = {}
        self._deaths = [0] * len(roles)
        self._stopping = False
        self._given_up = False

    def run(self) -> None:
        """Start every role and stay until SIGTERM or Ctrl-C; then wait for the children to finish their work.

        Raises `click.ClickException` after all were stopped because a role's children never came up.
        """
        for name in STOPS:
            signal.signal(name, lambda number, frame: self._stop())
        with _woken_by_signals() as wait:
            for number in range(len(self._roles)):
                self._start(number, first=True)
            while self._children or self._due:
                wait(self._pause())
                self._reap()
                self._replace()
        if self._given_up:
            raise click.ClickException(
                f"Stopped: a process ended {MOST_DEATHS} times in a row right after its start. Its errors are above."
            )

    def _pause(self) -> float | None:
        """Seconds until the next replacement is due; None when only a signal can bring work."""
        due = min(self._due.values(), default=None)  # a signal may empty it at any moment
        return None if due is None else max(0.0, due - time.monotonic())

    def _reap(self) -> None:
        while self._children:
            child, status = os.waitpid(-1, os.WNOHANG)
            if not child:
                return
            self._bury(child, os.waitstatus_to_exitcode(status))

    def _bury(self, child: int, code: int) -> None:
        number, begun = self._children.pop(child)
        if self._stopping:
            return
        lived = time.monotonic() - begun
        self._deaths[number] = 1 if lived >= SETTLED_SECONDS else self._deaths[number] + 1
        if self._deaths[number] >= MOST_DEATHS:
            self._given_up = True
            self._stop()
            return
        pause = PAUSE_SECONDS * 2 ** (self._deaths[number] - 1)
        self._due[number] = time.monotonic() + max(0.0, pause - lived)
        click.echo(f"Process {child} ended with {code}; starting another.", err=True)

    def _replace(self) -> None:
        for number, moment in list(self._due.items()):
            if moment <= time.monotonic() and not self._stopping:
                self._due.pop(number, None)
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
        self._due.clear()
        signal.signal(signal.SIGALRM, lambda number, frame: self._tell(signal.SIGKILL))
        signal.setitimer(signal.ITIMER_REAL, PATIENCE_SECONDS)
        self._tell(signal.SIGTERM)

    def _tell(self, message: signal.Signals) -> None:
        for child in list(self._children):
            with suppress(ProcessLookupError):
                os.kill(child, message)


@contextmanager
def _woken_by_signals() -> Iterator[Callable[[float | None], object]]:
    """Give a wait of so many seconds (None: for ever) that any signal ends, one that came just before it as well.

    A signal between the last look and `os.wait` would be noticed only when a child ends; the pipe remembers it.
    """
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    os.set_blocking(reader, False)
    signal.signal(signal.SIGCHLD, lambda number, frame: None)
    signal.set_wakeup_fd(writer, warn_on_full_buffer=False)

    def wait(seconds: float | None) -> None:
        select.select([reader], [], [], seconds)
        with suppress(BlockingIOError):
            os.read(reader, 1024)

    try:
        yield wait
    finally:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.close(reader)
        os.close(writer)


def fork(work: Callable[[], None]) -> int:
    """Do the work in a child process and return its id; the child ends with 0, or with 1 when the work raised."""
    sys.stdout.flush()
    sys.stderr.flush()
    before = signal.pthread_sigmask(
        signal.SIG_BLOCK, STOPS
    )  # or a child just made would obey as if it were the parent
    child = os.fork()
    if child:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        return child
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        for name in (*STOPS, signal.SIGCHLD):
            signal.signal(name, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
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
