"""The loop that leases a job, runs its handler, and writes down how it ended."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event

from sqlalchemy.exc import SQLAlchemyError

from marketplace.adapters.jobs.handlers import Entry, GiveUp, Handlers, JobContext, Transaction
from marketplace.adapters.jobs.queue import Claim, LeaseLost, claim, fail, is_due
from marketplace.kit.clock import Clock

log = logging.getLogger(__name__)
RUN_ALL_LIMIT = 100_000


class Runner:
    """One worker. `writing` and `reading` open a transaction; none is open while a handler works."""

    def __init__(
        self,
        writing: Transaction,
        handlers: Handlers,
        clock: Clock,
        *,
        reading: Transaction | None = None,
        poll_seconds: float = 1.0,
    ) -> None:
        self._writing = writing
        self._reading = reading or writing
        self._handlers = handlers
        self._clock = clock
        self._poll_seconds = poll_seconds
        self._woken = Event()

    def wake(self) -> None:
        """Look for jobs now instead of at the next poll; any thread may call it."""
        self._woken.set()

    def run_once(self) -> bool:
        """Do one due job, whatever comes of it; False when there is none."""
        leases = self._handlers.leases
        with self._reading() as session:
            if not is_due(session, self._clock(), leases):
                return False
        with self._writing() as session:
            held = claim(session, self._clock(), leases)
        if held is None:
            return False
        self._run(held, self._handlers[held.kind])
        return True

    def run_all(self) -> int:
        """Do every job that is due, those they add included; return how many were run."""
        for count in range(RUN_ALL_LIMIT):
            if not self.run_once():
                return count
        raise RuntimeError("jobs add jobs without end")

    def run_forever(self, stop: Event, plan: Callable[[], object] = int) -> None:
        """Work until `stop` is set; a database that is away is waited for. `plan` looks for new work first."""
        while not stop.is_set():
            self._woken.clear()
            try:
                plan()
                worked = self.run_once()
            except SQLAlchemyError:
                log.exception("job queue not reachable")
                worked = False
            if not worked:
                self._woken.wait(self._poll_seconds)

    def _run(self, held: Claim, entry: Entry) -> None:
        context = JobContext(held, entry, self._writing, self._reading, self._clock)
        try:
            entry.run(held.payload, context)
            if not context.finished:
                with context.finishing():
                    pass
        except LeaseLost:
            log.warning("job %s %d: lease lost, work undone", held.kind, held.id)
        except GiveUp as end:
            log.warning("job %s %d: given up, %s", held.kind, held.id, end.code)
            self._failed(held, end.code, tries=0, context=context)
        except Exception as error:
            log.exception("job %s %d: try %d failed", held.kind, held.id, held.attempt)
            self._failed(held, _name(error), tries=entry.tries, context=context)

    def _failed(self, held: Claim, error: str, *, tries: int, context: JobContext) -> None:
        if context.finished:
            return
        try:
            with self._writing() as session:
                fail(session, held, self._clock(), error, tries)
        except LeaseLost:
            log.warning("job %s %d: lease lost", held.kind, held.id)


def _name(error: Exception) -> str:
    """Return class and code, never the message: it may quote a person's data."""
    code = getattr(error, "code", None)
    return f"{type(error).__name__} {code}" if isinstance(code, str) else type(error).__name__
