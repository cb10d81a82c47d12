"""A bag's photos: added, put in order, taken away."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from marketplace.kit.errors import Conflict, Forbidden, Incomplete, NotFound
from marketplace.listings import photos
from marketplace.listings.models import Listing
from marketplace.pictures import operations as pictures
from marketplace.pictures.rules import PictureState
from tests.conftest import SettableClock
from tests.factories import photographs
from tests.factories.make import Make
from tests.listings.test_operations import maker


def order(session: Session, bag: Listing) -> list[int]:
    session.flush()
    session.expire_all()
    return [photo.id for photo in bag.photos]


def test_a_photo_goes_last_once_and_only_while_there_is_room(
    app: Flask, make: Make, clock: SettableClock, session: Session
) -> None:
    box = app.extensions["toolbox"]
    bag = make.listing(photos=9)
    tenth = photos.add(bag, pictures.store(box, photographs.jpeg(1)), actor=maker(bag.artisan), at=clock())
    assert order(session, bag)[-1] == tenth.id
    with pytest.raises(Conflict, match="photo_again"):
        photos.add(bag, pictures.store(box, photographs.jpeg(1)), actor=maker(bag.artisan), at=clock())
    with pytest.raises(Conflict, match="too_many_photos"):
        photos.add(bag, pictures.store(box, photographs.jpeg(2)), actor=maker(bag.artisan), at=clock())


def test_a_photo_goes_behind_the_one_it_was_chosen_after(
    app: Flask, make: Make, clock: SettableClock, session: Session
) -> None:
    box = app.extensions["toolbox"]
    bag = make.listing(photos=2)
    one, two = order(session, bag)
    strange = make.listing(photos=1).photos[0].id

    def put(number: int, after: int | None) -> int:
        stored = pictures.store(box, photographs.jpeg(number))
        return photos.add(bag, stored, actor=maker(bag.artisan), at=clock(), after=after).id

    first, behind_one, unknown, last = put(1, 0), put(2, one), put(3, strange), put(4, None)
    assert order(session, bag) == [first, one, behind_one, two, unknown, last]
    assert [photo.position for photo in bag.photos] == list(range(6))


def test_the_photo_of_the_same_bytes_is_found_in_this_bag_only(
    app: Flask, make: Make, clock: SettableClock
) -> None:
    stored = pictures.store(app.extensions["toolbox"], photographs.jpeg(1))
    bag, other = make.listing(photos=1), make.listing(photos=1)
    there = photos.add(bag, stored, actor=maker(bag.artisan), at=clock())
    assert photos.of_bytes(bag, stored) is there
    assert photos.of_bytes(other, stored) is None


def test_a_photo_moves_one_place_and_stops_at_the_ends(make: Make, session: Session) -> None:
    bag = make.listing(photos=3)
    first, second, third = order(session, bag)
    actor = maker(bag.artisan)
    photos.move(bag, third, -1, actor=actor)
    assert order(session, bag) == [first, third, second]
    photos.move(bag, first, -1, actor=actor)
    photos.move(bag, second, 1, actor=actor)
    assert order(session, bag) == [first, third, second]
    photos.move(bag, first, 1, actor=actor)
    assert order(session, bag) == [third, first, second]


def test_the_last_photo_of_a_bag_on_show_stays(make: Make, session: Session) -> None:
    bag = make.listing(photos=2)
    actor = maker(bag.artisan)
    first, second = order(session, bag)
    photos.remove(bag, first, actor=actor)
    with pytest.raises(Incomplete):
        photos.remove(bag, second, actor=actor)


def test_photos_of_other_bags_and_other_people_are_out_of_reach(
    make: Make, session: Session, clock: SettableClock
) -> None:
    bag, other = make.listing(photos=2), make.listing(photos=2)
    strange = other.photos[0].id
    for attempt in (
        lambda: photos.move(bag, strange, 1, actor=maker(bag.artisan)),
        lambda: photos.remove(bag, strange, actor=maker(bag.artisan)),
        lambda: photos.retry(bag, strange, actor=maker(bag.artisan), at=clock()),
    ):
        with pytest.raises(NotFound):
            attempt()
    with pytest.raises(Forbidden):
        photos.move(bag, bag.photos[0].id, 1, actor=maker(other.artisan))
    assert len(order(session, other)) == 2


def test_a_failed_photo_is_prepared_again(make: Make, session: Session, clock: SettableClock) -> None:
    bag = make.listing()
    picture = bag.photos[0].picture
    picture.state, picture.failure = PictureState.FAILED, "picture.child_lost"
    photos.retry(bag, bag.photos[0].id, actor=maker(bag.artisan), at=clock())
    assert picture.state is PictureState.PENDING
