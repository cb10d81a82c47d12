"""Clearing away what nobody needs, and nothing else."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from marketplace.adapters.jobs.models import Job
from marketplace.adapters.jobs.runner import Runner
from marketplace.adapters.storage.local import INCOMING
from marketplace.checks.models import EvidenceFile
from marketplace.listings.models import Photo
from marketplace.pictures import operations as pictures
from marketplace.pictures.models import Picture
from marketplace.pictures.rules import PictureState
from tests.cli.areas import Areas
from tests.cli.conftest import Run
from tests.conftest import SettableClock
from tests.factories import photographs
from tests.factories.make import Make

DAYS = 3


@pytest.fixture
def box(areas: Areas) -> Any:
    return areas.box


def kept(box: Any, session: Session, number: int) -> Picture:
    picture = pictures.keep(pictures.store(box, photographs.jpeg(number)), box.clock())
    session.commit()
    return picture


def files(box: Any) -> set[str]:
    return {*box.public_files.keys(), *box.private_files.keys()}


def test_by_default_it_only_says_what_it_would_do(
    run: Run, box: Any, areas: Areas, session: Session, jobs: Runner, clock: SettableClock
) -> None:
    kept(box, session, 1)
    jobs.run_all()
    nameless = box.private_files.put(b"nobody's", "jpg")
    areas.age_all(timedelta(days=DAYS))
    clock.now += timedelta(days=DAYS)
    before = files(box)
    said = run("tidy-storage")
    assert said.exit_code == 0, said.output
    assert f"no row names: private {nameless}" in said.output
    assert (
        "1 pictures nobody shows, 1 files without a row and 0 left-overs of uploads would be" in said.output
    )
    assert "Nothing was changed" in said.output
    assert files(box) == before
    done = run("tidy-storage", "--yes")
    assert done.exit_code == 0, done.output
    assert (
        "1 pictures nobody shows, 1 files without a row and 0 left-overs of uploads deleted." in done.output
    )
    session.rollback()
    assert session.scalars(select(Picture)).all() == []
    assert "0 pictures nobody shows, 1 files without a row" in run("tidy-storage", "--yes").output
    assert files(box) == set()
    assert "0 pictures nobody shows, 0 files without a row and 0 left-overs" in run("tidy-storage").output


def test_left_overs_of_interrupted_uploads_go_when_they_are_old(run: Run, app: Flask) -> None:
    storage = app.extensions["toolbox"].public_files
    storage.prepare()
    old, young = (storage.root / INCOMING / name for name in ("old.part", "young.part"))
    for left in (old, young):
        left.write_bytes(b"half")
    then = time.time() - DAYS * 86_400
    os.utime(old, (then, then))
    assert "1 left-overs of uploads would be deleted" in run("tidy-storage").output
    assert old.exists()
    run("tidy-storage", "--yes")
    assert not old.exists() and young.exists()
    young.unlink()


def test_what_is_shown_and_what_is_young_stays(
    run: Run,
    box: Any,
    areas: Areas,
    session: Session,
    jobs: Runner,
    clock: SettableClock,
    make: Make,
) -> None:
    shown = kept(box, session, 2)
    session.add(Photo(listing=make.listing(photos=0), picture=shown))
    session.commit()
    jobs.run_all()
    scan = make.scan(make.certificate())
    scan.original_key = box.private_files.put_unguessable(b"a scan", "jpg")
    event = make.check(make.certificate())
    proof = box.private_files.put_unguessable(b"a screenshot", "jpg")
    session.add(EvidenceFile(event_id=event.id, original_key=proof, bytes=1, pages=[], created_at=clock.now))
    session.commit()
    areas.age_all(timedelta(days=DAYS))
    clock.now += timedelta(days=DAYS)
    young = kept(box, session, 3)
    jobs.run_all()
    box.private_files.put(b"of a form that is being filled in", "jpg")
    before = files(box)
    done = run("tidy-storage", "--yes")
    assert done.exit_code == 0, done.output
    assert files(box) == before
    session.rollback()
    assert set(session.scalars(select(Picture.digest))) == {shown.digest, young.digest}


def test_how_old_is_old_can_be_said_but_not_nothing_at_all(
    run: Run, box: Any, session: Session, clock: SettableClock
) -> None:
    kept(box, session, 4)
    clock.now += timedelta(hours=3)
    assert "0 pictures nobody shows" in run("tidy-storage", "--older-than", "4").output
    assert "1 pictures nobody shows" in run("tidy-storage", "--older-than", "2").output
    assert run("tidy-storage", "--older-than", "0").exit_code == 2


def test_pictures_that_wait_without_a_job_are_queued_again(
    run: Run, box: Any, session: Session, jobs: Runner
) -> None:
    stranded, waiting = kept(box, session, 5), kept(box, session, 6)
    session.execute(delete(Job).where(Job.unique_key.contains(stranded.digest)))
    session.commit()
    assert "1 waiting pictures and scans would be queued again" in run("tidy-storage").output
    assert "1 waiting pictures and scans queued again" in run("tidy-storage", "--yes").output
    assert "0 waiting pictures" in run("tidy-storage").output
    session.rollback()
    jobs.run_all()
    session.expire_all()
    assert {stranded.state, waiting.state} == {PictureState.READY}


def test_help_says_what_is_deleted(run: Run) -> None:
    said = run("tidy-storage", "--help")
    assert said.exit_code == 0
    assert "Without this, only tell what would be done" in said.output
