"""Photos of how a bag was made belong to the bag and go with it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from marketplace.access.actors import Actor
from marketplace.kit.errors import Forbidden
from marketplace.listings import making_of as making
from marketplace.listings import operations
from marketplace.listings.models import ProcessPhoto
from marketplace.listings.rules import Action
from marketplace.pictures import operations as pictures
from marketplace.pictures.models import Picture
from marketplace.pictures.rules import PictureState


@pytest.fixture
def bag(make):
    return make.listing(photos=1)


@pytest.fixture
def maker(bag):
    account = bag.artisan.account
    return Actor(account.id, account.role, account.name, bag.artisan_id)


def photo(make, bag, state=PictureState.READY):
    return make.keep(
        ProcessPhoto(
            listing_id=bag.id, picture=make.picture(state), caption="Benang", received_at=make.clock()
        )
    )


def test_buyers_see_what_is_ready_and_of_this_bag(make, bag, session):
    assert not session.scalar(select(making.is_shown(bag.id)))
    shown = photo(make, bag)
    photo(make, bag, PictureState.PENDING)
    photo(make, make.listing())
    assert [one.id for one in making.shown(bag.id)] == [shown.id]
    assert session.scalar(select(making.is_shown(bag.id)))


def test_only_their_maker_works_on_them(make, bag, maker):
    photo(make, bag, PictureState.PENDING)
    assert len(making.own(bag, actor=maker)) == 1
    assert making.new().id is None
    other = make.artisan()
    with pytest.raises(Forbidden):
        making.own(bag, actor=Actor(other.account_id, maker.role, other.name, other.id))


def test_a_deleted_bag_gives_them_up_and_a_copy_does_not_take_them(make, bag, maker, session):
    photo(make, bag)
    copy = operations.duplicate(bag, actor=maker, at=make.clock(), title="Salinan")
    assert copy.process_photos == []
    held = bag.process_photos[0].picture_id
    operations.change_state(bag, Action.REMOVE, actor=maker, at=make.clock())
    session.commit()
    assert session.scalar(select(func.count()).select_from(ProcessPhoto)) == 0
    pictures.forget_orphans(make.clock() + timedelta(days=2))
    assert session.get(Picture, held) is None


def test_a_photo_of_the_making_is_no_orphan(make, bag, session):
    row = photo(make, bag)
    pictures.forget_orphans(make.clock() + timedelta(days=2))
    assert session.get(Picture, row.picture_id) is not None
