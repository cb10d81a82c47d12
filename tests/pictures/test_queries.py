"""What can be asked about pictures: whose, which wait for nobody, which nobody shows."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.adapters.jobs.models import Job, JobState
from marketplace.adapters.jobs.queue import enqueue
from marketplace.listings import photos
from marketplace.pictures import operations, queries
from marketplace.pictures.rules import LIGHT, Advice, PictureState
from tests.listings.test_operations import maker


def work(make, picture):
    enqueue(
        make.session,
        LIGHT,
        {"digest": picture.digest},
        at=make.clock(),
        unique_key=f"{LIGHT}:{picture.digest}",
    )
    job = make.session.query(Job).order_by(Job.id.desc()).first()
    make.session.commit()
    return job


def test_a_picture_is_found_by_all_its_bytes(make):
    picture = make.picture()
    assert queries.by_digest(picture.digest) is picture
    assert queries.by_digest(picture.digest[:-1]) is None
    assert queries.by_digest("") is None


def test_only_what_waits_without_a_job_is_stranded_oldest_first(make):
    first, second = make.picture(PictureState.PENDING), make.picture(PictureState.PENDING)
    working = make.picture(PictureState.PENDING)
    work(make, working)
    make.picture(PictureState.READY)
    make.picture(PictureState.FAILED)
    assert queries.stranded_digests() == [first.digest, second.digest]


@pytest.mark.parametrize(
    ("state", "stranded"),
    [(JobState.QUEUED, False), (JobState.RUNNING, False), (JobState.DONE, True), (JobState.FAILED, True)],
)
def test_a_job_that_is_over_helps_nobody(make, state, stranded):
    picture = make.picture(PictureState.PENDING)
    job = work(make, picture)
    job.state = state
    make.session.commit()
    assert bool(queries.stranded_digests()) == stranded


def test_every_file_is_expected_once_in_its_area_with_its_digest(make):
    first, second = make.picture(), make.picture()
    second.renditions[0].key = first.renditions[0].key
    make.session.commit()
    files = list(queries.named_files())
    assert len({file.key for file in files}) == len(files)
    assert {file.key for file in files if file.private} == {first.original_key, second.original_key}
    for file in files:
        assert len(file.digest) == 64
        assert file.private or file.digest in file.key


def test_a_picture_anything_shows_is_no_orphan_and_a_young_one_neither(make, clock):
    portrait, lonely = make.picture(), make.picture()
    make.artisan(portrait=portrait)
    make.listing(photos=2)
    later = clock() + timedelta(seconds=1)
    assert queries.orphans(later) == [lonely]
    assert queries.count_orphans(later) == 1
    assert queries.orphans(clock()) == [], "received at that very moment"
    more = [make.picture() for _ in range(3)]
    assert len(queries.orphans(later, limit=2)) == 2
    assert queries.count_orphans(later) == 1 + len(more)


def test_files_two_pictures_share_are_still_used(make):
    picture = make.picture()
    keys = {rendition.key for rendition in picture.renditions}
    assert queries.keys_still_used(keys | {"00/00/gone.webp"}) == keys
    assert queries.keys_still_used(set()) == set()


def test_a_deleted_photo_holds_its_picture_for_a_day_and_no_longer(make, clock):
    bag = make.listing(photos=2)
    picture = bag.photos[0].picture
    photos.remove(bag, bag.photos[0].id, actor=maker(bag.artisan), at=clock())
    deleted, later = clock(), clock() + timedelta(seconds=1)
    assert (queries.orphans(deleted), queries.count_orphans(deleted)) == ([], 0)
    assert (queries.orphans(later), queries.count_orphans(later)) == ([picture], 1)
    assert operations.forget_orphans(deleted) == (0, [])
    assert len(bag.deleted_photos) == 1
    gone, public = operations.forget_orphans(later)
    assert (gone, bool(public)) == (1, True)
    make.session.expire_all()
    assert (bag.deleted_photos, len(bag.photos)) == ([], 1)


def test_a_picture_another_bag_shows_outlives_the_deleted_photo(make, clock):
    bag, other = make.listing(photos=2), make.listing(photos=0)
    photos.remove(bag, bag.photos[0].id, actor=maker(bag.artisan), at=clock())
    other.photos.append(type(bag.photos[0])(picture_id=bag.deleted_photos[0].picture_id))
    make.session.commit()
    assert operations.forget_orphans(clock() + timedelta(days=1)) == (0, [])
    make.session.expire_all()
    assert bag.deleted_photos == []


@pytest.mark.parametrize("state", list(PictureState))
def test_only_what_is_ready_and_was_measured_is_spoken_of(make, state):
    dark = {"luma": 20, "shadow": 5, "highlight": 60, "sharpness": 900, "width": 1600, "height": 1200}
    told = queries.advice_on(make.picture(state, **dark))
    assert told == ((Advice.DARK,) if state is PictureState.READY else ())
    assert queries.advice_on(make.picture(state)) == (), "from before anything was measured"
