"""Renditions are made by jobs: a passing trouble is tried again, a lasting one is said once and for all."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from marketplace.adapters.images.formats import RECIPE_VERSION
from marketplace.adapters.images.results import PictureFailed
from marketplace.adapters.jobs.handlers import Handlers
from marketplace.adapters.jobs.models import Job
from marketplace.adapters.jobs.queue import UNFINISHED, enqueue
from marketplace.kit.errors import Unavailable
from marketplace.pictures import operations
from marketplace.pictures.jobs import SWEEP, install
from marketplace.pictures.models import Picture
from marketplace.pictures.rules import LIGHT, PictureFormat, PictureState
from tests.conftest import NOON
from tests.factories import photographs


@pytest.fixture
def box(app):
    return app.extensions["toolbox"]


@pytest.fixture
def kept(box, session):
    picture = operations.keep(operations.store(box, photographs.jpeg(11)), box.clock())
    session.commit()
    return picture


def light_job(session):
    session.expire_all()
    return session.scalars(select(Job).where(Job.kind == LIGHT)).one()


def raising(error):
    def fail(*args, **kwargs):
        raise error

    return fail


def run_to_the_end(jobs, clock, session):
    """Run until nothing is left to do, moving the clock to each next try; returns how many runs it took."""
    for runs in range(10):
        session.expire_all()
        waiting = session.scalars(
            select(Job).where(Job.state.in_(UNFINISHED)).order_by(Job.run_after)
        ).first()
        if waiting is None:
            return runs
        clock.now = max(clock.now, waiting.run_after)
        session.rollback()
        assert jobs.run_once()
    raise AssertionError("it is tried for ever")


@pytest.mark.parametrize(
    ("error", "runs", "failure"),
    [
        (PictureFailed("picture.damaged"), 1, "picture.damaged"),
        (PictureFailed("picture.slow", transient=True), 3, "picture.slow"),
    ],
)
def test_a_lasting_trouble_is_said_at_once_a_passing_one_after_the_last_try(
    box, kept, session, jobs, clock, monkeypatch, error, runs, failure
):
    monkeypatch.setattr(box.images, "render", raising(error))
    assert run_to_the_end(jobs, clock, session) == runs
    session.refresh(kept)
    assert (kept.state, kept.failure) == (PictureState.FAILED, failure)


@pytest.mark.parametrize(
    ("code", "failure"), [("storage.full", "picture.no_room"), ("storage.unreachable", "picture.away")]
)
def test_a_storage_that_takes_nothing_is_waited_for_and_then_said(
    box, kept, session, jobs, clock, monkeypatch, code, failure
):
    monkeypatch.setattr(box.public_files, "put", raising(Unavailable(code)))
    assert run_to_the_end(jobs, clock, session) == 3
    session.refresh(kept)
    assert (kept.state, kept.failure) == (PictureState.FAILED, failure)


def test_a_trouble_that_passes_leaves_no_trace(box, kept, session, jobs, clock, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(box.images, "render", raising(PictureFailed("picture.slow", transient=True)))
        assert jobs.run_once()
    run_to_the_end(jobs, clock, session)
    session.refresh(kept)
    assert (kept.state, kept.failure) == (PictureState.READY, None)
    assert kept.renditions


def test_a_picture_that_was_forgotten_meanwhile_is_no_accident(kept, session, jobs):
    session.delete(session.get(Picture, kept.id))
    session.commit()
    assert jobs.run_once()
    assert light_job(session).state not in UNFINISHED


def queue_again(session, picture):
    enqueue(session, LIGHT, {"digest": picture.digest}, at=NOON, unique_key=f"again:{picture.digest}")
    session.commit()


def test_a_job_for_what_is_made_already_decodes_nothing(box, kept, session, jobs, monkeypatch):
    jobs.run_all()
    with monkeypatch.context() as patch:
        patch.setattr(box.images, "render", raising(AssertionError("decoded again")))
        queue_again(session, kept)
        assert jobs.run_once()
    session.expire_all()
    assert session.scalars(select(Job).where(Job.state.in_(UNFINISHED))).all() == []
    assert kept.state is PictureState.READY


@pytest.mark.parametrize("cause", ["file", "recipe"])
def test_a_lost_file_or_another_recipe_is_made_again(box, kept, session, jobs, cause):
    jobs.run_all()
    session.expire_all()
    row = next(row for row in kept.renditions if row.format is PictureFormat.JPEG)
    key = row.key
    if cause == "file":
        box.public_files.delete(key)
    else:
        row.recipe -= 1
    session.commit()
    queue_again(session, kept)
    jobs.run_all()
    session.expire_all()
    assert box.public_files.exists(key)
    assert {row.recipe for row in kept.renditions} == {RECIPE_VERSION}


def test_the_sweep_is_a_daily_job():
    handlers = Handlers()
    install(handlers)
    assert [*handlers.daily] == [SWEEP]
