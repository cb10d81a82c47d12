"""A bag's photos: added, put in order, taken away."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from marketplace.kit.errors import Conflict, Forbidden, Incomplete, NotFound
from marketplace.listings import operations, photos
from marketplace.listings.models import DeletedPhoto, Listing, Photo
from marketplace.listings.rules import Action, Focus, State
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


def test_the_last_photo_of_a_bag_on_show_stays(make: Make, session: Session, clock: SettableClock) -> None:
    bag = make.listing(photos=2)
    actor = maker(bag.artisan)
    first, second = order(session, bag)
    photos.remove(bag, first, actor=actor, at=clock())
    with pytest.raises(Incomplete):
        photos.remove(bag, second, actor=actor, at=clock())


def test_photos_of_other_bags_and_other_people_are_out_of_reach(
    make: Make, session: Session, clock: SettableClock
) -> None:
    bag, other = make.listing(photos=2), make.listing(photos=2)
    strange = other.photos[0].id
    gone = photos.remove(other, other.photos[1].id, actor=maker(other.artisan), at=clock())
    for attempt in (
        lambda: photos.move(bag, strange, 1, actor=maker(bag.artisan)),
        lambda: photos.remove(bag, strange, actor=maker(bag.artisan), at=clock()),
        lambda: photos.make_cover(bag, strange, actor=maker(bag.artisan)),
        lambda: photos.put_back(bag, gone.id, actor=maker(bag.artisan)),
        lambda: photos.retry(bag, strange, actor=maker(bag.artisan), at=clock()),
    ):
        with pytest.raises(NotFound):
            attempt()
    with pytest.raises(Forbidden):
        photos.move(bag, bag.photos[0].id, 1, actor=maker(other.artisan))
    with pytest.raises(Forbidden):
        photos.put_back(other, gone.id, actor=maker(bag.artisan))
    assert len(order(session, other)) == 1


def test_a_failed_photo_is_prepared_again(make: Make, session: Session, clock: SettableClock) -> None:
    bag = make.listing()
    picture = bag.photos[0].picture
    picture.state, picture.failure = PictureState.FAILED, "picture.child_lost"
    photos.retry(bag, bag.photos[0].id, actor=maker(bag.artisan), at=clock())
    assert picture.state is PictureState.PENDING


def test_the_cover_goes_before_all_others(make: Make, session: Session) -> None:
    bag = make.listing(photos=3)
    first, second, third = order(session, bag)
    photos.make_cover(bag, third, actor=maker(bag.artisan))
    assert order(session, bag) == [third, first, second]
    photos.make_cover(bag, third, actor=maker(bag.artisan))
    assert order(session, bag) == [third, first, second]


def test_an_order_is_kept_only_when_it_names_each_photo_once(make: Make, session: Session) -> None:
    bag, other = make.listing(photos=3), make.listing(photos=1)
    first, second, third = order(session, bag)
    actor = maker(bag.artisan)
    photos.arrange(bag, [third, first, second], actor=actor)
    assert order(session, bag) == [third, first, second]
    for wrong in ([], [first, second], [first, first, second], [first, second, other.photos[0].id]):
        with pytest.raises(Conflict, match="photos_changed"):
            photos.arrange(bag, wrong, actor=actor)
    with pytest.raises(Forbidden):
        photos.arrange(bag, [first, second, third], actor=maker(other.artisan))
    assert order(session, bag) == [third, first, second]


@pytest.mark.parametrize("deleted", [(0,), (1,), (3,), (0, 1), (1, 0), (0, 1, 2), (2, 3, 0)])
@pytest.mark.parametrize("backwards", [True, False])
def test_deleted_photos_find_their_places_again_in_whatever_order(
    make: Make, session: Session, clock: SettableClock, deleted: tuple[int, ...], backwards: bool
) -> None:
    bag = make.listing(photos=4)
    actor, before = maker(bag.artisan), [photo.picture_id for photo in bag.photos]
    bag.photos[deleted[0]].alt, bag.photos[deleted[0]].focus = "Dari belakang", Focus(20, 80)
    ids = order(session, bag)
    gone = [photos.remove(bag, ids[number], actor=actor, at=clock()).id for number in deleted]
    assert len(order(session, bag)) == 4 - len(deleted)
    for number in reversed(gone) if backwards else gone:
        photos.put_back(bag, number, actor=actor)
    order(session, bag)
    assert [photo.picture_id for photo in bag.photos] == before
    assert bag.photos[deleted[0]].alt == "Dari belakang"
    assert bag.photos[deleted[0]].focus == Focus(20, 80)
    assert bag.deleted_photos == []


def test_a_photo_comes_back_before_the_one_that_took_its_place(
    make: Make, session: Session, clock: SettableClock
) -> None:
    bag = make.listing(photos=3)
    actor = maker(bag.artisan)
    first, second, third = order(session, bag)
    gone = photos.remove(bag, second, actor=actor, at=clock())
    photos.move(bag, third, -1, actor=actor)
    back = photos.put_back(bag, gone.id, actor=actor)
    assert order(session, bag) == [third, back.id, first]
    with pytest.raises(NotFound):
        photos.put_back(bag, gone.id, actor=actor)


def test_a_full_bag_takes_no_deleted_photo_back(make: Make, session: Session, clock: SettableClock) -> None:
    bag = make.listing(photos=10)
    actor = maker(bag.artisan)
    gone = photos.remove(bag, bag.photos[4].id, actor=actor, at=clock())
    eleventh = Photo(picture=make.picture(), position=10)
    bag.photos.append(eleventh)
    session.flush()
    with pytest.raises(Conflict, match="too_many_photos"):
        photos.put_back(bag, gone.id, actor=actor)


def test_a_deleted_photo_sent_again_is_one_photo_with_its_words(
    app: Flask, make: Make, clock: SettableClock, session: Session
) -> None:
    box = app.extensions["toolbox"]
    bag = make.listing(photos=1)
    actor, stored = maker(bag.artisan), pictures.store(box, photographs.jpeg(1))
    photo = photos.add(bag, stored, actor=actor, at=clock())
    photo.alt, photo.focus = "Dari dekat", Focus(80, 20)
    photos.remove(bag, photo.id, actor=actor, at=clock())
    again = photos.add(bag, stored, actor=actor, at=clock())
    assert (again.alt, again.focus) == ("Dari dekat", Focus(80, 20))
    order(session, bag)
    assert (len(bag.photos), bag.deleted_photos) == (2, [])
    photos.remove(bag, again.id, actor=actor, at=clock())
    assert len(bag.deleted_photos) == 1


def test_a_bag_that_goes_takes_its_deleted_photos_along_and_a_copy_has_none(
    make: Make, session: Session, clock: SettableClock
) -> None:
    bag = make.listing(photos=2, state=State.DRAFT)
    actor = maker(bag.artisan)
    bag.photos[1].focus = Focus(0, 100)
    photos.remove(bag, bag.photos[0].id, actor=actor, at=clock())
    copy = operations.duplicate(bag, actor=actor, at=clock(), title="Lagi")
    assert [photo.focus for photo in copy.photos] == [Focus(0, 100)]
    assert copy.deleted_photos == []
    operations.change_state(bag, Action.REMOVE, actor=actor, at=clock())
    assert session.query(DeletedPhoto).count() == 0


def test_focal_points_are_kept_by_photo_and_a_strange_one_is_passed_over(
    make: Make, session: Session
) -> None:
    bag, other = make.listing(photos=2), make.listing(photos=1)
    first, second = order(session, bag)
    points = {first: Focus(20, 80), other.photos[0].id: Focus(0, 0)}
    photos.describe(bag, {}, points, actor=maker(bag.artisan))
    order(session, bag)
    assert [photo.focus for photo in (*bag.photos, *other.photos)] == [Focus(20, 80), None, None]
    photos.describe(bag, {second: "Dalamnya"}, {first: None}, actor=maker(bag.artisan))
    order(session, bag)
    assert [(photo.focus, photo.alt) for photo in bag.photos] == [(None, "Foto 1"), (None, "Dalamnya")]


@pytest.mark.parametrize("point", [(50, None), (None, 50), (-1, 50), (50, 101)])
def test_the_table_itself_keeps_half_points_and_points_outside_away(
    make: Make, session: Session, point: tuple[int | None, int | None]
) -> None:
    photo = make.listing().photos[0]
    photo.focus_x, photo.focus_y = point
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


def test_a_photo_whose_sending_was_cancelled_is_not_offered_again(make: Make, session: Session) -> None:
    bag = make.listing(photos=2)
    another = make.listing(bag.artisan, photos=1)
    first, second = order(session, bag)
    with pytest.raises(NotFound):
        photos.take_back(another, first, actor=maker(bag.artisan))
    photos.take_back(bag, second, actor=maker(bag.artisan))
    assert order(session, bag) == [first]
    assert bag.deleted_photos == []
    with pytest.raises(Incomplete):
        photos.take_back(bag, first, actor=maker(bag.artisan))
