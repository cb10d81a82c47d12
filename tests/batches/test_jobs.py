"""The job: killed at any row it goes on without doubles; failed for good it says so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from marketplace.adapters.jobs.models import Job, JobState
from marketplace.adapters.storage.expected import registered
from marketplace.batches import operations
from marketplace.batches.models import Batch, BatchFile, BatchRow
from marketplace.batches.operations import MAKE
from marketplace.batches.rules import RowState, State
from marketplace.listings.models import Listing, Photo
from tests.batches.lists import WHOLE

ROWS = [WHOLE | {"Nama tas": f"Tas {number}", "Foto": "a.jpg|b.jpg"} for number in range(6)]
PHOTOS = ["a.jpg", "b.jpg"]


class Killed(BaseException):
    """Stands for a process that is gone: nothing after it runs."""


def titles(session) -> list[str]:
    session.rollback()
    return list(session.scalars(select(Listing.title).order_by(Listing.id)))


@pytest.mark.parametrize("row", range(6))
@pytest.mark.parametrize("late", [False, True])
def test_killed_at_any_row_it_goes_on_without_doubles(
    bring, start, jobs, session, clock, monkeypatch, row, late
):
    start(bring(ROWS, PHOTOS))
    make, seen = operations._make, []

    def die(batch, line, at, today):
        seen.append(line.number)
        if len(seen) == row + 1 and not late:
            raise Killed
        make(batch, line, at, today)
        if len(seen) == row + 1:
            raise Killed

    monkeypatch.setattr(operations, "_make", die)
    with pytest.raises(Killed):
        jobs.run_all()
    assert titles(session) == [f"Tas {number}" for number in range(row)]
    monkeypatch.setattr(operations, "_make", make)
    clock.now += timedelta(seconds=91)
    jobs.run_all()
    assert titles(session) == [f"Tas {number}" for number in range(6)]
    assert session.scalar(select(func.count()).select_from(Photo)) == 12
    assert session.scalars(select(Batch.state)).one() is State.DONE


def test_a_job_that_fails_for_good_leaves_an_import_that_can_go_on(
    bring, start, jobs, session, clock, monkeypatch
):
    start(bring(ROWS, PHOTOS))
    make = operations._make

    def break_at_the_third(batch, line, at, today):
        if line.number == 4:
            raise RuntimeError("unforeseen")
        make(batch, line, at, today)

    monkeypatch.setattr(operations, "_make", break_at_the_third)
    for _ in range(3):
        jobs.run_all()
        clock.now += timedelta(hours=1)
    session.rollback()
    assert session.scalars(select(Job.state).where(Job.kind == MAKE)).all() == [JobState.FAILED]
    batch = session.scalars(select(Batch)).one()
    assert batch.state is State.STOPPED
    assert len(titles(session)) == 2
    monkeypatch.setattr(operations, "_make", make)
    start(batch)
    jobs.run_all()
    assert len(titles(session)) == 6


def test_a_stop_and_a_start_under_a_running_job_leave_nothing_waiting(
    bring, start, jobs, session, monkeypatch
):
    """The job that saw the stop ends after the new start: it must not be the last one."""
    start(bring(ROWS, PHOTOS))
    finish, once = operations.finish, []

    def stopped_before(batch_id, at):
        if not once:
            once.append(True)
            session.execute(BatchRow.__table__.update().values(state=RowState.WAITING, listing_id=None))
        finish(batch_id, at)

    monkeypatch.setattr(operations, "finish", stopped_before)
    jobs.run_all()
    session.rollback()
    assert set(session.scalars(select(BatchRow.state))) <= {RowState.MADE, RowState.SKIPPED}
    assert session.scalars(select(Batch.state)).one() is State.DONE


def test_the_files_of_imports_are_spoken_for():
    assert BatchFile in registered()
