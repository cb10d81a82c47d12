"""A queue of its own on the test database, without an application around it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, select
from sqlalchemy.orm import Session

from marketplace.adapters.jobs.handlers import Handlers
from marketplace.adapters.jobs.models import Job
from marketplace.adapters.jobs.queue import Claim, claim, enqueue
from marketplace.adapters.jobs.runner import Runner
from marketplace.database.engine import WRITING, engine_options, prepare

START = datetime(2026, 4, 14, 1, 12, tzinfo=UTC)


@dataclass
class Desk:
    """Everything a test of the queue needs: a clock to move, transactions, handlers and a runner."""

    engine: Engine
    now: datetime = START
    handlers: Handlers = field(default_factory=Handlers)
    open_transactions: int = 0

    def clock(self) -> datetime:
        return self.now

    def later(self, **by: float) -> None:
        self.now += timedelta(**by)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        token = WRITING.set(True)
        self.open_transactions += 1
        try:
            with Session(self.engine, expire_on_commit=False) as session, session.begin():
                yield session
        finally:
            self.open_transactions -= 1
            WRITING.reset(token)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with Session(self.engine) as session:
            yield session

    @property
    def runner(self) -> Runner:
        return Runner(self.writing, self.handlers, self.clock, reading=self.reading, poll_seconds=0.01)

    def put(self, kind: str = "knit", payload: dict[str, Any] | None = None, **options: Any) -> bool:
        with self.writing() as session:
            return enqueue(session, kind, payload or {}, at=self.now, **options)

    def claim(self, kind: str = "knit", seconds: int = 45) -> Claim | None:
        with self.writing() as session:
            return claim(session, self.now, {kind: seconds})

    @property
    def jobs(self) -> list[Job]:
        with self.reading() as session:
            return list(session.scalars(select(Job).order_by(Job.id)))

    @property
    def job(self) -> Job:
        (only,) = self.jobs
        return only


@pytest.fixture
def desk(database_url: str) -> Iterator[Desk]:
    engine = create_engine(database_url, **engine_options(database_url))
    prepare(engine)
    Job.metadata.tables["job"].create(engine, checkfirst=True)
    yield Desk(engine)
    with engine.begin() as connection:
        connection.execute(Job.metadata.tables["job"].delete())
    engine.dispose()
