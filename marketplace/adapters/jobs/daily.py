"""Work that is due once on every calendar day, whichever process sees the day first."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from sqlalchemy import exists, select

from marketplace.adapters.jobs.handlers import Transaction
from marketplace.adapters.jobs.models import Job
from marketplace.adapters.jobs.queue import enqueue
from marketplace.kit.clock import Clock


class DailyPlan:
    """Puts each daily job into the queue once a day. A day on which no worker ran is not made up for.

    `today` is the local calendar day. Two workers that look at the same moment are told apart by the unique key; one
    that looks after the other's job has ended finds its row.
    """

    def __init__(
        self,
        kinds: Collection[str],
        today: Callable[[], date],
        clock: Clock,
        writing: Transaction,
        reading: Transaction,
    ) -> None:
        self._kinds = kinds
        self._today = today
        self._clock = clock
        self._writing = writing
        self._reading = reading
        self._planned: date | None = None

    def look(self) -> int:
        """Queue what this day lacks; return how many jobs that were. Cheap to call often."""
        day = self._today()
        if self._planned == day or not self._kinds:
            return 0
        keys = {kind: f"{kind}:{day.isoformat()}" for kind in self._kinds}
        with self._reading() as session:
            missing = [
                kind
                for kind, key in keys.items()
                if not session.scalar(select(exists().where(Job.unique_key == key)))
            ]
        added = 0
        if missing:
            with self._writing() as session:
                for kind in missing:
                    added += enqueue(session, kind, {}, at=self._clock(), unique_key=keys[kind])
        self._planned = day
        return added
