"""The table of jobs."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime, enum_column, short_text


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


_UNFINISHED = text("state IN ('queued', 'running')")


class Job(Model):
    """One piece of work. `attempts` counts tries begun, `losses` the leases that ran out under a worker."""

    __tablename__ = "job"
    __table_args__ = (
        Index(
            "uq_job_unfinished_unique_key",
            "unique_key",
            unique=True,
            sqlite_where=_UNFINISHED,
            postgresql_where=_UNFINISHED,
        ),
        Index("ix_job_state_priority_run_after", "state", "priority", "run_after"),
    )

    id: Mapped[PrimaryKey]
    kind: Mapped[str] = mapped_column(short_text(64))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    secret: Mapped[bool] = mapped_column(default=False)
    unique_key: Mapped[str | None] = mapped_column(short_text(200))
    priority: Mapped[int] = mapped_column(default=0)
    state: Mapped[JobState] = mapped_column(enum_column(JobState), default=JobState.QUEUED)
    attempts: Mapped[int] = mapped_column(default=0)
    losses: Mapped[int] = mapped_column(default=0)
    run_after: Mapped[datetime] = mapped_column(UtcDateTime)
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    lease_token: Mapped[str | None] = mapped_column(short_text(32))
    last_error: Mapped[str | None] = mapped_column(short_text(200))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
