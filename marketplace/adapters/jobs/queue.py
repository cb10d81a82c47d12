"""Put jobs in, lease them out, and write down how they ended. Nothing here commits."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, delete, exists, func, literal, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from marketplace.adapters.jobs.models import Job, JobState

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
MAX_LOSSES = 25
UNFINISHED = (JobState.QUEUED, JobState.RUNNING)


class LeaseLost(Exception):
    """Another worker has the job by now: what this one did to the database must be undone."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A job in the hands of one worker; `token` proves that the lease is still its own."""

    id: int
    kind: str
    payload: dict[str, Any]
    attempt: int
    token: str


def enqueue(
    session: Session,
    kind: str,
    payload: dict[str, Any],
    *,
    at: datetime,
    unique_key: str | None = None,
    run_after: datetime | None = None,
    priority: int = 0,
    secret: bool = False,
) -> bool:
    """Add a job in the caller's transaction; False when one of the same key is still unfinished.

    A running job counts as unfinished: where its work could already be out of date, put a version in the key.
    A `secret` payload is emptied as soon as the job has ended.
    """
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    values = {
        "kind": kind,
        "payload": payload,
        "unique_key": unique_key,
        "priority": priority,
        "secret": secret,
        "run_after": run_after or at,
        "created_at": at,
    }
    statement = insert(Job).values(**values).on_conflict_do_nothing().returning(Job.id)
    return session.execute(statement).scalar_one_or_none() is not None


def is_awaited(kind: str, row: Any) -> ColumnElement[bool]:
    """Whether a job with the key `kind:number` of a row is unfinished, in a query over rows; `row`: their number."""
    key = literal(f"{kind}:") + cast(row, String)
    return exists().where(Job.unique_key == key, Job.state.in_(UNFINISHED))


def claim(session: Session, now: datetime, leases: Mapping[str, int]) -> Claim | None:
    """Lease the most urgent due job of the given kinds (kind -> seconds), inside a writing transaction.

    A lease that ran out is taken over. That is not held against the job as a failed try, since mostly it was
    the worker that was stopped; a job that takes its worker along every time still ends at MAX_LOSSES.
    """
    while True:
        job = session.scalars(_due(now, leases).limit(1).with_for_update(skip_locked=True)).first()
        if job is None:
            return None
        if job.state is JobState.RUNNING:
            job.losses += 1
            if job.losses > MAX_LOSSES:
                _end(job, JobState.FAILED, now, "LeaseLost")
                session.flush()
                continue
        else:
            job.attempts += 1
        job.state = JobState.RUNNING
        job.lease_token = secrets.token_hex(16)
        job.lease_until = now + timedelta(seconds=leases[job.kind])
        session.flush()
        return Claim(job.id, job.kind, dict(job.payload), job.attempts, job.lease_token)


def is_due(session: Session, now: datetime, leases: Mapping[str, int]) -> bool:
    """Look without taking the write lock, so that an idle worker disturbs nobody."""
    return session.scalars(_due(now, leases).limit(1)).first() is not None


def extend(session: Session, held: Claim, until: datetime) -> None:
    _held(session, held).lease_until = until
    session.flush()


def finish(session: Session, held: Claim, now: datetime) -> None:
    """Mark the job done in the transaction that holds its results; raises LeaseLost."""
    _end(_held(session, held), JobState.DONE, now, None)
    session.flush()


def fail(session: Session, held: Claim, now: datetime, error: str, tries: int) -> JobState:
    """Plan the next try, or end the job when it has had `tries`; raises LeaseLost. Returns the new state."""
    job = _held(session, held)
    if job.attempts >= tries:
        _end(job, JobState.FAILED, now, error)
    else:
        job.state = JobState.QUEUED
        job.run_after = now + pause_after(job.attempts)
        job.lease_until = job.lease_token = None
        job.last_error = error[:200]
    session.flush()
    return job.state


def pause_after(attempts: int) -> timedelta:
    """Return the wait after the n-th failed try: 30 s, 2 min, 8 min, 32 min, then an hour each."""
    factor: int = 4 ** min(attempts - 1, 10)
    return min(FIRST_PAUSE * factor, LONGEST_PAUSE)


def unfinished(session: Session, kind: str | None = None) -> int:
    query = select(func.count()).select_from(Job).where(Job.state.in_(UNFINISHED))
    return session.scalar(query if kind is None else query.where(Job.kind == kind)) or 0


def oldest_due(session: Session, now: datetime) -> datetime | None:
    """Return since when the most overdue job has been waiting: a queue that stands still shows here."""
    return session.scalar(
        select(func.min(Job.run_after)).where(Job.state.in_(UNFINISHED), Job.run_after <= now)
    )


def prune(session: Session, before: datetime) -> int:
    """Drop jobs done before that moment; failed ones stay to be looked at. Returns how many went."""
    gone = session.scalars(
        delete(Job).where(Job.state == JobState.DONE, Job.finished_at < before).returning(Job.id)
    )
    return len(gone.all())


def _due(now: datetime, leases: Mapping[str, int]) -> Any:
    ready: ColumnElement[bool] = or_(
        and_(Job.state == JobState.QUEUED, Job.run_after <= now),
        and_(Job.state == JobState.RUNNING, Job.lease_until <= now),
    )
    order = (Job.priority.desc(), Job.run_after, Job.id)
    return select(Job).where(ready, Job.kind.in_(leases)).order_by(*order)


def _held(session: Session, held: Claim) -> Job:
    own = (Job.id == held.id, Job.state == JobState.RUNNING, Job.lease_token == held.token)
    fresh = select(Job).where(*own).with_for_update().execution_options(populate_existing=True)
    job = session.scalars(fresh).first()
    if job is None:
        raise LeaseLost
    return job


def _end(job: Job, state: JobState, now: datetime, error: str | None) -> None:
    job.state = state
    job.finished_at = now
    job.lease_until = job.lease_token = None
    job.last_error = error[:200] if error else None
    if job.secret:
        job.payload = {}
