"""Jobs whose worker died for good."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.orm import Session

from marketplace.adapters.jobs.models import Job, JobState


def leave_nothing(session: Session, key: str) -> None:
    """End the job of this key as one that took its worker along every time, and commit."""
    ended = update(Job).where(Job.unique_key == key).values(state=JobState.FAILED, last_error="LeaseLost")
    session.execute(ended)
    session.commit()
