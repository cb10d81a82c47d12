"""Pictures: stored once, kept once, prepared by jobs, swept when nobody shows them."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.adapters.jobs.models import Job
from marketplace.adapters.jobs.runner import Runner
from marketplace.adapters.storage.expected import nameless
from marketplace.kit.errors import TooLarge, Unsupported
from marketplace.listings.models import Photo
from marketplace.pictures import operations, queries
from marketplace.pictures.jobs import sweep_orphans
from marketplace.pictures.models import Picture
from marketplace.pictures.rules import PictureFormat, PictureState
from marketplace.toolbox import Toolbox
from tests.conftest import SettableClock
from tests.factories import photographs
from tests.factories.make import Make


@pytest.fixture
def box(app: Flask) -> Toolbox:
    found: Toolbox = app.extensions["toolbox"]
    return found


def kept(box: Toolbox, session: Session, data: bytes) -> Picture:
    picture = operations.keep(operations.store(box, data), box.clock())
    session.commit()
    return picture


def test_the_same_bytes_are_one_picture_and_one_job(box: Toolbox, session: Session) -> None:
    first = kept(box, session, photographs.jpeg(1))
    second = kept(box, session, photographs.jpeg(1))
    assert first.id == second.id
    assert session.scalar(select(func.count()).select_from(Job)) == 1


def test_all_formats_are_there_at_once_and_a_finer_one_follows(
    box: Toolbox, session: Session, jobs: Runner
) -> None:
    picture = kept(box, session, photographs.jpeg(2))
    assert jobs.run_once()
    session.expire_all()
    assert picture.state is PictureState.READY
    assert picture.colour
    assert len(picture.perceptual_hash or "") == 16
    assert {rendition.format for rendition in picture.renditions} == set(PictureFormat)
    assert not any(rendition.fine for rendition in picture.renditions)
    jobs.run_all()
    session.expire_all()
    assert {rendition.format for rendition in picture.renditions if rendition.fine} == {PictureFormat.AVIF}
    assert all(box.public_files.size(rendition.key) == rendition.bytes for rendition in picture.renditions)


def test_what_the_coach_needs_is_kept_with_the_picture(box: Toolbox, session: Session, jobs: Runner) -> None:
    picture = kept(box, session, photographs.jpeg(2))
    assert picture.luma is None
    jobs.run_all()
    session.refresh(picture)
    assert 0 < (picture.shadow or 0) < (picture.luma or 0) < (picture.highlight or 0) <= 255
    assert 520 < (picture.sharpness or 0) <= 1000


def test_doing_the_work_twice_changes_nothing(box: Toolbox, session: Session, jobs: Runner) -> None:
    picture = kept(box, session, photographs.jpeg(3))
    jobs.run_all()
    made = []
    for _ in range(2):  # of the master, which has taken the original's place
        for job in session.scalars(select(Job)):
            session.delete(job)
        session.commit()
        picture.state = PictureState.PENDING
        session.commit()
        assert operations.resume_pending(box.clock()) == 1
        session.commit()
        jobs.run_all()
        session.expire_all()
        made.append(sorted((row.width, row.format, row.key) for row in picture.renditions))
    assert made[0] == made[1]


def test_a_damaged_photo_fails_with_its_reason_and_can_be_tried_again(
    box: Toolbox, session: Session, jobs: Runner
) -> None:
    picture = kept(box, session, photographs.cut_jpeg())
    jobs.run_all()
    session.expire_all()
    assert (picture.state, picture.failure) == (PictureState.FAILED, "picture.not_readable")
    operations.retry(picture, box.clock())
    session.commit()
    assert picture.state is PictureState.PENDING
    jobs.run_all()
    session.expire_all()
    assert picture.state is PictureState.FAILED


def test_a_lost_original_is_said_and_mended_by_sending_it_again(
    box: Toolbox, session: Session, jobs: Runner
) -> None:
    data = photographs.jpeg(4)
    picture = kept(box, session, data)
    box.private_files.delete(picture.original_key)
    jobs.run_all()
    session.expire_all()
    assert picture.failure == "picture.lost"
    kept(box, session, data)
    jobs.run_all()
    session.expire_all()
    assert picture.state is PictureState.READY


@pytest.mark.parametrize(
    ("data", "refusal", "code"),
    [
        (b"", Unsupported, "picture.empty"),
        (b"dear diary, " * 40, Unsupported, "picture.not_a_picture"),
        (photographs.huge_png(), TooLarge, "picture.side_too_long"),
        (photographs.huge_png(11_000, 11_000), TooLarge, "picture.too_many_pixels"),
        (photographs.jpeg() + b"\0" * 11_000_000, TooLarge, "picture.too_many_bytes"),
    ],
)
def test_what_is_no_photo_is_refused_and_leaves_no_file(
    box: Toolbox, session: Session, data: bytes, refusal: type[Exception], code: str
) -> None:
    before = set(box.private_files.keys())
    with pytest.raises(refusal) as caught:
        operations.store(box, data)
    assert caught.value.code == code  # type: ignore[attr-defined]
    assert set(box.private_files.keys()) == before


def test_only_what_nobody_has_shown_for_a_day_is_swept(
    box: Toolbox, session: Session, jobs: Runner, clock: SettableClock, make: Make
) -> None:
    lonely, shown, portrait = (kept(box, session, photographs.jpeg(number)) for number in (5, 6, 7))
    jobs.run_all()
    session.expire_all()
    lonely_files = [row.key for row in lonely.renditions]
    bag = make.listing(photos=0)
    session.add(Photo(listing=bag, picture=shown))
    bag.artisan.portrait_id = portrait.id
    session.commit()
    assert sweep_orphans(box) == 0
    clock.now += timedelta(days=2)
    for key in lonely_files:
        os.utime(box.public_files.root / key, (0, 0))  # type: ignore[attr-defined]
    assert sweep_orphans(box) == 1
    session.expire_all()
    assert set(session.scalars(select(Picture.digest))) >= {shown.digest, portrait.digest}
    assert not any(box.public_files.exists(key) for key in lonely_files)


def test_a_file_two_pictures_share_outlives_one_of_them(
    box: Toolbox, session: Session, jobs: Runner, clock: SettableClock, make: Make
) -> None:
    """Same pixels, other bytes: the renditions are the same files."""
    first = kept(box, session, photographs.jpeg(8))
    second = kept(box, session, photographs.jpeg(8) + b"\0")
    jobs.run_all()
    session.expire_all()
    assert {row.key for row in first.renditions} == {row.key for row in second.renditions}
    session.add(Photo(listing=make.listing(photos=0), picture=second))
    session.commit()
    clock.now += timedelta(days=2)
    sweep_orphans(box)
    session.expire_all()
    assert all(box.public_files.exists(row.key) for row in second.renditions)


def test_a_master_two_pictures_share_outlives_one_of_them(
    box: Toolbox, session: Session, jobs: Runner, clock: SettableClock, make: Make
) -> None:
    kept(box, session, photographs.jpeg(8))
    second = kept(box, session, photographs.jpeg(8) + b"\0")
    jobs.run_all()
    session.expire_all()
    session.add(Photo(listing=make.listing(photos=0), picture=second))
    session.commit()
    clock.now += timedelta(days=2)
    assert sweep_orphans(box) == 1
    for _, key in list(nameless({True: box.private_files}, timedelta(0))):
        box.private_files.delete(key)
    session.expire_all()
    assert box.private_files.exists(second.original_key)


def test_a_file_put_again_while_the_sweep_is_at_work_stays(
    box: Toolbox,
    session: Session,
    jobs: Runner,
    clock: SettableClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    picture = kept(box, session, photographs.jpeg(9))
    jobs.run_all()
    session.expire_all()
    keys = [row.key for row in picture.renditions]
    young = keys[0]
    monkeypatch.setattr(
        type(box.public_files), "is_older", lambda self, key, seconds: key != young, raising=True
    )
    clock.now += timedelta(days=2)
    assert sweep_orphans(box) == 1
    assert [key for key in keys if box.public_files.exists(key)] == [young]


def test_every_expected_file_is_there_with_its_digest(box: Toolbox, session: Session, jobs: Runner) -> None:
    kept(box, session, photographs.jpeg(10))
    jobs.run_all()
    files = list(queries.named_files())
    assert any(file.private for file in files)
    assert any(not file.private for file in files)
    assert all(file.digest in file.key for file in files)
