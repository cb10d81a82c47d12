"""Copies of photos of reviews, and what becomes of what was sent."""

from __future__ import annotations

from marketplace.adapters.jobs.queue import enqueue
from marketplace.reviews import photos
from marketplace.reviews.jobs import GIVE_UP
from marketplace.reviews.models import Review, ReviewPhoto
from tests.conftest import NOON
from tests.inquiries.photographs import GOOD, files
from tests.reviews.conftest import FORM, letter_path
from tests.stranding import leave_nothing


def test_copies_are_made_and_what_was_sent_is_deleted(client, handed, session, jobs, app):
    assert client.post(letter_path(handed), data={**FORM, "photos": files(GOOD)}).status_code == 303
    (photo,) = session.query(Review).one().photos
    source, box = photo.source_key, app.extensions["toolbox"]
    assert box.private_files.exists(source)
    jobs.run_all()
    session.expire_all()
    photo = session.query(ReviewPhoto).one()
    assert photo.source_key is None and photo.failure is None
    assert not box.private_files.exists(source) and all(box.private_files.exists(key) for key in photo.keys)


def test_a_photo_that_cannot_be_opened_says_so_and_is_not_shown(client, handed, session, jobs, bag):
    assert client.post(letter_path(handed), data={**FORM, "photos": files(GOOD[:900])}).status_code == 303
    jobs.run_all()
    session.expire_all()
    photo = session.query(ReviewPhoto).one()
    assert photo.failure and not photo.keys
    assert "/photos/" not in client.get(f"/products/{bag.slug}-{bag.code}").get_data(as_text=True)


def test_a_photo_whose_worker_died_for_good_has_failed_and_what_was_sent_goes(
    client, handed, session, jobs, app
):
    assert client.post(letter_path(handed), data={**FORM, "photos": files(GOOD)}).status_code == 303
    (photo,) = session.query(Review).one().photos
    source, kept = photo.source_key, app.extensions["toolbox"].private_files
    assert photos.give_up(NOON) == 0, "its job is still to come"
    leave_nothing(session, f"{photos.PREPARE}:{photo.id}")
    assert GIVE_UP in app.extensions["handlers"].daily
    enqueue(session, GIVE_UP, {}, at=NOON)
    session.commit()
    jobs.run_all()
    session.expire_all()
    assert (photo.failure, photo.source_key, photo.keys) == ("picture.child_lost", None, [])
    assert not kept.exists(source) and photos.give_up(NOON) == 0
