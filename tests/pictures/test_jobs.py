"""Renditions are made by jobs: a passing trouble is tried again, a lasting one is said once and for all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from marketplace.adapters.images.formats import RECIPE_VERSION
from marketplace.adapters.images.results import PictureFailed
from marketplace.adapters.jobs.handlers import Handlers
from marketplace.adapters.jobs.models import Job
from marketplace.adapters.jobs.queue import UNFINISHED, enqueue
from marketplace.kit.errors import Unavailable
from marketplace.pictures import operations, queries
from marketplace.pictures.jobs import SWEEP, install
from marketplace.pictures.models import Picture
from marketplace.pictures.operations import CALM
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
        (PictureFailed("picture.child_lost", transient=True), 3, "picture.child_lost"),
        (RuntimeError("nobody foresaw this"), 3, "picture.child_lost"),
        (KeyError("renditions"), 3, "picture.child_lost"),
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
    if cause == "file":
        box.public_files.delete(row.key)
    else:
        row.recipe -= 1
    session.commit()
    queue_again(session, kept)
    jobs.run_all()
    session.expire_all()
    assert all(box.public_files.exists(row.key) for row in kept.renditions)
    assert {row.recipe for row in kept.renditions} == {RECIPE_VERSION}


def test_the_page_is_ready_after_the_first_pass_and_lighter_after_the_second(kept, session, jobs):
    assert jobs.run_once()
    session.expire_all()
    first = {(row.format, row.width): row.bytes for row in kept.renditions}
    assert kept.state is PictureState.READY and {format for format, _ in first} == {*PictureFormat}
    run = light_job(session)
    assert run.state not in UNFINISHED
    jobs.run_all()
    session.expire_all()
    second = {(row.format, row.width): row.bytes for row in kept.renditions}
    assert set(second) == set(first)
    assert sum(second.values()) < sum(first.values())


def test_a_master_without_metadata_takes_the_place_of_the_original(kept, session, jobs, box):
    original = kept.original_key
    jobs.run_all()
    session.expire_all()
    assert kept.mastered_at is not None and kept.original_key != original
    assert not box.private_files.exists(original)
    assert box.private_files.exists(kept.original_key)
    master = kept.original_key
    operations.refine(kept, box.clock())
    session.commit()
    jobs.run_all()
    session.expire_all()
    assert kept.original_key == master, "a master is not made of a master"


def test_where_settings_say_so_the_original_stays(kept, session, jobs, box, monkeypatch):
    monkeypatch.setattr(box, "settings", replace(box.settings, photo_keep_originals=True))
    original = kept.original_key
    jobs.run_all()
    session.expire_all()
    assert (kept.original_key, kept.mastered_at) == (original, None)
    assert box.private_files.exists(original)


def test_the_same_photo_again_is_the_same_picture_and_no_row_names_its_file(
    kept, session, jobs, box, monkeypatch
):
    jobs.run_all()
    stored = operations.store(box, photographs.jpeg(11))
    assert operations.keep(stored, box.clock()).id == kept.id
    session.commit()
    monkeypatch.setattr(box.images, "render", raising(AssertionError("decoded again")))
    assert jobs.run_all() == 1, "its files are looked at"
    session.expire_all()
    named = {file.key for file in queries.named_files() if file.private}
    assert named == {kept.original_key} and stored.key not in named


@pytest.mark.parametrize("lost", ["master", "renditions", "zoom or fine"])
def test_a_photo_on_show_that_lost_its_files_is_whole_again_when_it_is_sent_again(
    kept, session, jobs, box, lost
):
    jobs.run_all()
    session.expire_all()
    if lost == "master":
        box.private_files.delete(kept.original_key)
    rows = [row for row in kept.renditions if lost == "renditions" or row.fine]
    for row in rows if lost != "master" else []:
        box.public_files.delete(row.key)
    operations.keep(operations.store(box, photographs.jpeg(11)), box.clock())
    session.commit()
    jobs.run_all()
    session.expire_all()
    assert kept.state is PictureState.READY and kept.mastered_at is not None
    assert box.private_files.exists(kept.original_key)
    assert all(box.public_files.exists(row.key) for row in kept.renditions)
    assert any(row.fine for row in kept.renditions)


def test_where_the_fine_pass_fails_the_original_goes_all_the_same(kept, session, jobs, box, monkeypatch):
    assert jobs.run_once()
    session.expire_all()
    original = kept.original_key
    monkeypatch.setattr(box.images, "render", raising(PictureFailed("picture.too_heavy")))
    jobs.run_all()
    session.expire_all()
    assert (kept.state, kept.failure) == (PictureState.READY, None)
    assert kept.mastered_at is not None and kept.original_key != original
    assert not box.private_files.exists(original)
    assert box.private_files.exists(kept.original_key)


def test_where_no_master_can_be_made_either_the_original_stays(kept, session, jobs, box, monkeypatch):
    assert jobs.run_once()
    monkeypatch.setattr(box.images, "render", raising(PictureFailed("picture.too_heavy")))
    monkeypatch.setattr(box.images, "master", raising(PictureFailed("picture.too_heavy")))
    jobs.run_all()
    session.expire_all()
    assert (kept.state, kept.mastered_at) == (PictureState.READY, None)
    assert box.private_files.exists(kept.original_key)


def test_the_fine_pass_waits_until_nobody_sends_photos(kept, session, jobs, clock, monkeypatch):
    monkeypatch.setattr(operations, "CALM", CALM)
    assert jobs.run_once() and not jobs.run_once()
    clock.now += CALM
    assert jobs.run_once()


def test_the_sweep_is_a_daily_job():
    handlers = Handlers()
    install(handlers)
    assert [*handlers.daily] == [SWEEP]
