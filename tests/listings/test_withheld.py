"""The files of a bag that was taken down are its maker's and the desk's alone, however long their addresses live."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.listings import operations
from marketplace.listings.models import DeletedPhoto, Listing, Photo, ProcessPhoto
from marketplace.listings.rules import Action, State
from marketplace.listings.withheld import withheld
from marketplace.pictures.jobs import sweep_orphans
from marketplace.pictures.models import Picture, RetiredRendition


@pytest.fixture
def bag(make):
    account = make.account(Role.ARTISAN)
    return make.listing(make.artisan(account), state=State.TAKEN_DOWN, photos=1)


@pytest.fixture
def key(bag):
    return bag.photos[0].picture.renditions[0].key


@pytest.mark.parametrize(
    "state", [state for state in State if state not in (State.TAKEN_DOWN, State.REMOVED)]
)
def test_only_those_of_a_bag_that_was_taken_down_are_withheld(make, bag, key, state):
    held = withheld(key)
    assert held is not None and held.account_id == bag.account_id
    other = make.listing(state=state, photos=1)
    assert withheld(other.photos[0].picture.renditions[0].key) is None
    assert withheld("ab/cd/no-row-names-it.webp") is None


@pytest.mark.parametrize(
    ("state", "reachable"), [(State.SOLD, True), (State.DRAFT, False), (State.TAKEN_DOWN, False)]
)
def test_what_another_bag_shows_too_stays_where_it_is(make, bag, key, state, reachable):
    copy = make.listing(bag.artisan, state=state, photos=0)
    make.keep(Photo(listing=copy, picture=bag.photos[0].picture))
    assert (withheld(key) is None) is reachable


def test_a_portrait_stays_where_it_is(bag, key, session):
    bag.artisan.portrait = bag.photos[0].picture
    session.flush()
    assert withheld(key) is None


def test_photos_of_the_making_deleted_ones_and_replaced_files_are_withheld_too(make, bag):
    making, deleted, replaced = make.picture(), make.picture(), bag.photos[0].picture
    make.keep(ProcessPhoto(listing_id=bag.id, picture=making, received_at=make.clock()))
    make.keep(DeletedPhoto(listing_id=bag.id, picture=deleted, deleted_at=make.clock()))
    make.keep(RetiredRendition(picture_id=replaced.id, key="old/one.webp", retired_at=make.clock()))
    for one in (making.renditions[0].key, deleted.renditions[0].key, "old/one.webp"):
        assert withheld(one) is not None, one


def test_deleting_the_bag_does_not_give_its_files_back_and_the_sweep_takes_them(app, make, bag, key, session):
    make.keep(ProcessPhoto(listing_id=bag.id, picture=make.picture(), received_at=make.clock()))
    making = bag.process_photos[0].picture.renditions[0].key
    actor = Actor(bag.account_id, Role.ARTISAN, "Siti", bag.artisan_id)
    operations.change_state(bag, Action.REMOVE, actor=actor, at=make.clock())
    session.commit()
    assert bag.photos == [] and bag.process_photos == []
    assert withheld(key) is not None and withheld(making) is not None
    pictures = session.query(Picture).count()
    session.commit()
    assert sweep_orphans(app.extensions["toolbox"], age=timedelta(days=-1)) == pictures
    session.expire_all()
    assert session.get_one(Listing, bag.id).deleted_photos == []


def test_a_visitor_is_told_it_is_gone_and_its_maker_and_officers_see_it_without_keeping_it(
    app, client, make, sign_in, session
):
    files = app.extensions["toolbox"].public_files
    bag = make.listing(make.artisan(make.account(Role.ARTISAN)), photos=1)
    key = bag.photos[0].picture.renditions[0].key = files.put(b"a photo of hers", "webp")
    session.commit()
    seen = client.get(f"/media/{key}")
    assert seen.status_code == 200 and "immutable" in seen.headers["Cache-Control"]
    bag.state = State.TAKEN_DOWN
    session.commit()
    for asked in ({}, {"If-None-Match": seen.headers["ETag"]}, {"Range": "bytes=0-3"}):
        gone = client.get(f"/media/{key}", headers=asked)
        assert gone.status_code == 410 and b"a photo of hers" not in gone.data
        assert "immutable" not in gone.headers.get("Cache-Control", "")
    for account, status in (
        (bag.artisan.account, 200),
        (make.account(Role.OFFICER), 200),
        (make.account(Role.ARTISAN), 410),
        (make.account(Role.BUYER), 410),
    ):
        sign_in(client, account)
        answer = client.get(f"/media/{key}")
        assert answer.status_code == status
        if status == 200:
            assert answer.data == b"a photo of hers"
            assert set(answer.headers["Cache-Control"].split(", ")) == {"private", "no-store"}
    client.delete_cookie("sid", domain="127.0.0.1")
    bag.state = State.PAUSED
    session.commit()
    assert client.get(f"/media/{key}").status_code == 200
