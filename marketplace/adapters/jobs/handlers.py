"""Which function does which kind of job, and what it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from marketplace.adapters.jobs.queue import Claim, extend, finish
from marketplace.kit.clock import Clock

Transaction = Callable[[], AbstractContextManager[Session]]
TRIES = 3
LEASE_SECONDS = 45


class GiveUp(Exception):
    """Another try cannot help: the job fails at once. `code` says why, without personal data."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class JobContext:
    """What a handler may use. Slow work comes first, then everything for the database in `finishing`."""

    def __init__(
        self, held: Claim, entry: Entry, writing: Transaction, reading: Transaction, clock: Clock
    ) -> None:
        self._held = held
        self._entry = entry
        self._writing = writing
        self._clock = clock
        self.reading = reading
        self.finished = False

    @property
    def job_id(self) -> int:
        return self._held.id

    @property
    def attempt(self) -> int:
        """1 at the first try."""
        return self._held.attempt

    @property
    def last_try(self) -> bool:
        return self._held.attempt >= self._entry.tries

    @property
    def at(self) -> datetime:
        return self._clock()

    @contextmanager
    def finishing(self) -> Iterator[Session]:
        """One writing transaction for the handler's rows and "job done": both are kept, or neither.

        Raises LeaseLost when the job has been handed to another worker in the meantime.
        """
        if self.finished:
            raise RuntimeError("a job is finished once")
        with self._writing() as session:
            finish(session, self._held, self._clock())
            yield session
        self.finished = True

    def keep(self) -> None:
        """Begin the lease anew, for work that is longer than one lease."""
        with self._writing() as session:
            extend(session, self._held, self._clock() + timedelta(seconds=self._entry.lease_seconds))


Handler = Callable[[dict[str, Any], JobContext], None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of job: its function, how many tries it gets, and how long one try may take."""

    run: Handler
    tries: int = TRIES
    lease_seconds: int = LEASE_SECONDS
    daily: bool = False


class Handlers:
    """The kinds of jobs this process can do; jobs of other kinds wait for a process that can."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}

    def register(
        self,
        kind: str,
        handler: Handler,
        *,
        tries: int = TRIES,
        lease_seconds: int = LEASE_SECONDS,
        daily: bool = False,
    ) -> None:
        """Name the function of one kind; a `daily` one is put into the queue once on every calendar day."""
        if kind in self._entries:
            raise ValueError(f"two handlers for {kind!r}")
        self._entries[kind] = Entry(handler, tries, lease_seconds, daily)

    def __getitem__(self, kind: str) -> Entry:
        return self._entries[kind]

    @property
    def daily(self) -> list[str]:
        """The kinds that are due once a day."""
        return [kind for kind, entry in self._entries.items() if entry.daily]

    @property
    def leases(self) -> dict[str, int]:
        """Seconds of lease by kind."""
        return {kind: entry.lease_seconds for kind, entry in self._entries.items()}
