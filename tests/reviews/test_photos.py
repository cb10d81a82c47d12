"""Photos of a review: at most four, those that do not stay go with their files, and a change of them is a version."""

from __future__ import annotations

import pytest

from marketplace.adapters.jobs.models import Job
from marketplace.certificates.scans import FORGET
from marketplace.inquiries.photos import StoredPhoto
from marketplace.kit.errors import Invalid, NotFound
from marketplace.reviews import operations, photos
from marketplace.reviews.rules import Aspect
from tests.conftest import NOON
from tests.order_notes.conftest import SECRET
from tests.reviews.conftest import by_letter


def sent(*names):
    return [StoredPhoto(f"key-{name}.png", name * 64, f"{name}.png") for name in names]


@pytest.fixture
def write(handed, session):
    def go(stay=(), files=(), words="Rapi"):
        review = operations.write(
            handed,
            name="Bu R",
            marks=dict.fromkeys(Aspect, 5),
            reasons={},
            words=words,
            claim=by_letter(handed),
            secret=SECRET,
            at=NOON,
            stay=stay,
            sent=files,
        )
        session.commit()
        return review

    return go


def test_photos_come_stay_and_go_and_each_change_is_a_version(write, session):
    review = write(files=sent("a", "b", "b"))
    first, second = review.photos
    assert [one.digest[0] for one in review.photos] == ["a", "b"] and review.number == 1
    assert write(stay={first.id, second.id}).number == 1, "nothing was changed"
    assert write(stay={first.id, second.id}, files=sent("a")).number == 1, "pressed twice"
    review = write(stay={second.id}, files=sent("c"))
    assert [one.digest[0] for one in review.photos] == ["b", "c"] and review.number == 2
    forgotten = session.query(Job).filter_by(kind=FORGET).all()
    assert [job.payload for job in forgotten] or forgotten
    assert write().photos == [], "none of them was to stay"


def test_there_are_at_most_four(write):
    with pytest.raises(Invalid) as refused:
        write(files=sent("a", "b", "c", "d", "e"))
    assert refused.value.fields == {"photos": "review.photos"}
    review = write(files=sent("a", "b", "c", "d"))
    stay = {one.id for one in review.photos}
    with pytest.raises(Invalid):
        write(stay=stay, files=sent("e"))
    assert len(write(stay=stay - {min(stay)}, files=sent("e")).photos) == 4


def test_a_photo_of_another_review_or_one_that_is_not_ready_has_no_file(write, session):
    review = write(files=sent("a"))
    (photo,) = review.photos
    for number, size in ((photo.id, "view"), (photo.id + 1, "view"), (photo.id, "original")):
        with pytest.raises(NotFound):
            photos.file_of(review, number, size)
    photo.source_key, photo.view_key, photo.thumb_key = None, "v.webp", "t.webp"
    assert photos.file_of(review, photo.id, "thumb") == "t.webp"
    session.flush()
    assert {one.key for one in photos.named_files()} == {"v.webp", "t.webp"}
