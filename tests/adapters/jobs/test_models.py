"""The table keeps what the queue relies on."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from marketplace.adapters.jobs.models import Job, JobState
from tests.adapters.jobs.conftest import START, Desk


def row(state: JobState, key: str | None) -> Job:
    return Job(kind="knit", payload={}, unique_key=key, state=state, run_after=START, created_at=START)


@pytest.mark.parametrize("first", [JobState.QUEUED, JobState.RUNNING])
@pytest.mark.parametrize("second", [JobState.QUEUED, JobState.RUNNING])
def test_the_database_itself_refuses_two_unfinished_jobs_of_one_key(
    desk: Desk, first: JobState, second: JobState
) -> None:
    with desk.writing() as session:
        session.add(row(first, "bag-1"))
    with pytest.raises(IntegrityError), desk.writing() as session:
        session.add(row(second, "bag-1"))


@pytest.mark.parametrize("state", [JobState.DONE, JobState.FAILED])
def test_finished_jobs_and_jobs_without_a_key_may_be_many(desk: Desk, state: JobState) -> None:
    with desk.writing() as session:
        session.add_all([row(state, "bag-1"), row(state, "bag-1"), row(JobState.QUEUED, "bag-1")])
        session.add_all([row(JobState.QUEUED, None), row(JobState.QUEUED, None)])
    assert len(desk.jobs) == 5
