"""Making photos of messages small: done once, or said to have failed; never "being prepared" for ever."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.adapters.images.results import PictureFailed
from marketplace.adapters.jobs.queue import enqueue
from marketplace.inquiries import photos
from marketplace.inquiries.jobs import FORGET_OLD
from marketplace.inquiries.rules import PhotoState
from tests.inquiries.photographs import GOOD
from tests.stranding import leave_nothing

BROKEN = GOOD[:-2000]


@pytest.fixture
def files(app):
    return app.extensions["toolbox"].private_files


def attached(make, session, clock, key):
    message = make.thread().messages[0]
    photos.attach(message, [photos.StoredPhoto(key, "d" * 64, "a.jpg")], at=clock())
    session.commit()
    return message.photos[0]


def attached_again(photo, session, clock, key):
    photos.attach(photo.message, [photos.StoredPhoto(key, "e" * 64, "b.jpg")], at=clock())
    session.commit()
    return photo.message.photos[1]


@pytest.mark.parametrize(
    ("data", "failure"), [(b"no photo", "picture.not_a_picture"), (BROKEN, "picture.not_readable")]
)
def test_what_cannot_be_opened_is_deleted_and_the_talk_says_so(
    client, make, session, clock, jobs, files, data, failure
):
    photo = attached(make, session, clock, files.put_unguessable(data, "jpg"))
    jobs.run_all()
    session.expire_all()
    assert (photo.state, photo.failure) == (PhotoState.FAILED, failure)
    assert not files.exists(photo.source_key)
    page = client.get("/en/inquiries/a%20token").get_data(as_text=True)
    assert "it could not be opened. Please send it again" in page


def test_a_file_that_is_gone_is_said_to_be_lost(make, session, clock, jobs):
    photo = attached(make, session, clock, f"00/00/{'0' * 64}.jpg")
    jobs.run_all()
    session.expire_all()
    assert photo.failure == "picture.lost"


def test_a_child_that_dies_again_and_again_is_not_waited_for_for_ever(
    app, make, session, clock, jobs, files, monkeypatch
):
    def die(*_):
        raise PictureFailed("picture.child_lost", transient=True)

    monkeypatch.setattr(app.extensions["toolbox"].images, "shrunk", die)
    photo = attached(make, session, clock, files.put_unguessable(GOOD, "jpg"))
    for _ in range(3):
        jobs.run_all()
        clock.now += timedelta(hours=1)
    session.expire_all()
    assert photo.failure == "picture.child_lost"
    assert not files.exists(photo.source_key)


def test_a_photo_whose_worker_died_for_good_is_said_to_have_failed_once_no_job_is_left(
    client, make, session, clock, jobs, files
):
    photo = attached(make, session, clock, files.put_unguessable(GOOD, "jpg"))
    other = attached_again(photo, session, clock, files.put_unguessable(GOOD, "jpg"))
    assert photos.give_up(clock()) == 0, "their jobs are still to come"
    leave_nothing(session, f"{photos.PREPARE}:{photo.id}")
    enqueue(session, FORGET_OLD, {}, at=clock())
    session.commit()
    jobs.run_all()
    session.expire_all()
    assert (photo.state, photo.failure) == (PhotoState.FAILED, "picture.child_lost")
    assert other.state is PhotoState.READY
    assert not files.exists(photo.source_key)
    page = client.get("/en/inquiries/a%20token").get_data(as_text=True)
    assert "it could not be opened. Please send it again" in page
    assert photos.give_up(clock()) == 0
