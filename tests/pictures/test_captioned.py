"""Photos of the making: added, put in order, described, taken away; shown once they are ready."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from marketplace.kit.errors import Conflict, NotFound
from marketplace.listings.models import DeletedProcessPhoto, ProcessPhoto
from marketplace.pictures import captioned
from marketplace.pictures import operations as pictures
from marketplace.pictures.models import Picture
from marketplace.pictures.operations import StoredPicture
from marketplace.pictures.rules import PROCESS_MOST, PictureState


@pytest.fixture
def bag(make):
    return make.listing(photos=0)


def stored(number):
    return StoredPicture(f"{number:064x}", f"ab/cd/{number:064x}.jpg", 800, 600)


@pytest.fixture
def rows(bag, session, clock):
    for number in range(3):
        captioned.add(bag.process_photos, ProcessPhoto(), stored(number), at=clock())
    session.commit()
    return bag.process_photos


def delete(bag, number, at):
    gone = bag.deleted_process_photos
    return captioned.remove(bag.process_photos, gone, number, DeletedProcessPhoto(), at=at)


def put_back(bag, held):
    return captioned.put_back(bag.process_photos, bag.deleted_process_photos, held.id, ProcessPhoto())


def order(bag, session):
    session.expire_all()
    return [row.id for row in bag.process_photos]


def test_a_photo_comes_last_and_the_server_says_when_it_came(bag, rows, clock, session):
    assert [row.position for row in rows] == [0, 1, 2]
    assert {row.received_at for row in rows} == {clock()}
    assert {row.picture.state for row in rows} == {PictureState.PENDING}


def test_the_same_photo_twice_and_one_too_many_are_refused(rows, clock):
    with pytest.raises(Conflict, match=r"picture\.already_here"):
        captioned.add(rows, ProcessPhoto(), stored(1), at=clock())
    for number in range(3, PROCESS_MOST):
        captioned.add(rows, ProcessPhoto(), stored(number), at=clock())
    with pytest.raises(Conflict, match=r"picture\.too_many"):
        captioned.add(rows, ProcessPhoto(), stored(PROCESS_MOST), at=clock())
    assert len(rows) == PROCESS_MOST


def test_photos_move_one_place_and_stay_at_either_end(bag, rows, session):
    first, second, third = order(bag, session)
    captioned.move(bag.process_photos, third, -1)
    assert order(bag, session) == [first, third, second]
    captioned.move(bag.process_photos, first, -1)
    captioned.move(bag.process_photos, second, 1)
    assert order(bag, session) == [first, third, second]
    captioned.move(bag.process_photos, first, 1)
    assert order(bag, session) == [third, first, second]


def test_words_are_kept_by_photo_and_those_of_others_passed_over(rows):
    captioned.describe(rows, {rows[1].id: "Gulungan benang", 10**6: "Lain"})
    assert [row.caption for row in rows] == ["", "Gulungan benang", ""]


def test_nobody_reaches_another_bags_photo(rows, make, clock):
    other = make.listing(photos=0)
    for step in (
        lambda: captioned.move(other.process_photos, rows[0].id, 1),
        lambda: delete(other, rows[0].id, clock()),
        lambda: captioned.put_back(other.process_photos, [], rows[0].id, ProcessPhoto()),
        lambda: captioned.retry(other.process_photos, rows[0].id, at=clock()),
    ):
        with pytest.raises(NotFound):
            step()


def test_only_ready_ones_are_shown_in_two_questions(bag, rows, session, queries, make, clock):
    delete(bag, rows[0].id, clock())
    ready = make.picture()
    bag.process_photos[1].picture = ready
    session.commit()
    session.expire_all()
    number = bag.id
    with queries() as asked:
        shown = captioned.shown(ProcessPhoto, ProcessPhoto.listing_id == number)
    assert [row.picture_id for row in shown] == [ready.id] and shown[0].picture.renditions
    assert len(asked) == 3


def test_a_failed_one_is_tried_again(rows, session, clock):
    rows[0].picture.state, rows[0].picture.failure = PictureState.FAILED, "picture.lost"
    captioned.retry(rows, rows[0].id, at=clock())
    assert rows[0].picture.state is PictureState.PENDING


def test_a_deleted_one_comes_back_where_it_was_and_as_it_was(bag, rows, clock, session):
    first, second, third = order(bag, session)
    captioned.describe(bag.process_photos, {second: "Gulungan benang"})
    came = clock()
    clock.now += timedelta(hours=3)
    held = delete(bag, second, clock())
    session.commit()
    assert order(bag, session) == [first, third]
    back = put_back(bag, held)
    session.commit()
    assert order(bag, session) == [first, back.id, third]
    assert (back.caption, back.received_at) == ("Gulungan benang", came)
    assert bag.deleted_process_photos == []


def test_others_make_room_where_its_place_was_taken(bag, rows, clock, session):
    first, second, third = order(bag, session)
    held = delete(bag, first, clock())
    captioned.move(bag.process_photos, third, -1)
    session.commit()
    back = put_back(bag, held)
    session.commit()
    assert order(bag, session) == [back.id, third, second]


def test_it_does_not_come_back_where_all_places_are_taken_or_once_swept(bag, rows, clock, session):
    held = delete(bag, rows[0].id, clock())
    for number in range(10, 10 + PROCESS_MOST - 2):
        captioned.add(bag.process_photos, ProcessPhoto(), stored(number), at=clock())
    with pytest.raises(Conflict, match=r"picture\.too_many"):
        put_back(bag, held)
    session.commit()
    pictures.forget_orphans(clock() + timedelta(days=2))
    session.commit()
    session.expire_all()
    assert bag.deleted_process_photos == []
    assert session.scalar(select(func.count()).select_from(DeletedProcessPhoto)) == 0


def test_a_live_one_is_no_orphan_because_another_bag_deleted_it(bag, rows, make, clock, session):
    other = make.listing(photos=0)
    captioned.add(other.process_photos, ProcessPhoto(), stored(0), at=clock())
    delete(other, other.process_photos[0].id, clock())
    session.commit()
    pictures.forget_orphans(clock() + timedelta(days=2))
    assert session.get(Picture, rows[0].picture_id) is not None


def test_one_sent_again_after_its_deletion_has_its_words_back(bag, rows, clock, session):
    captioned.describe(bag.process_photos, {rows[0].id: "Gulungan benang"})
    delete(bag, rows[0].id, clock())
    gone = bag.deleted_process_photos
    row = captioned.add(bag.process_photos, ProcessPhoto(), stored(0), at=clock(), gone=gone)
    assert row.caption == "Gulungan benang" and gone == []


def test_all_are_loaded_along_with_their_pictures_for_the_one_who_works_on_them(bag, rows, session, queries):
    session.expire_all()
    number = bag.id
    with queries() as asked:
        condition = ProcessPhoto.listing_id == number
        loaded = captioned.load(bag, "process_photos", ProcessPhoto, condition)
        assert [len(row.picture.renditions) for row in loaded] == [0, 0, 0]
        assert loaded is bag.process_photos
    assert len([one for one in asked if "FROM rendition" in one]) == 1
    assert len([one for one in asked if "FROM picture" in one]) == 1
