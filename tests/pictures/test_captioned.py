"""Photos of the making: added, put in order, described, taken away; shown once they are ready."""

from __future__ import annotations

import pytest

from marketplace.kit.errors import Conflict, NotFound
from marketplace.listings.models import ProcessPhoto
from marketplace.pictures import captioned
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
        lambda: captioned.remove(other.process_photos, rows[0].id),
        lambda: captioned.retry(other.process_photos, rows[0].id, at=clock()),
    ):
        with pytest.raises(NotFound):
            step()


def test_only_ready_ones_are_shown_in_two_questions(bag, rows, session, queries, make):
    captioned.remove(bag.process_photos, rows[0].id)
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
