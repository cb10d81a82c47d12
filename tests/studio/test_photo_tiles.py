"""What the editor's script asks about photos it has sent."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from sqlalchemy.orm import Session

from marketplace.artisans.models import Artisan
from marketplace.listings.models import Listing
from marketplace.listings.rules import State
from marketplace.pictures.rules import PictureState
from tests.factories.make import Make
from tests.proofreading import ProofreadingClient

Queries = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
def artisan(make: Make, client: ProofreadingClient, sign_in: Callable[..., str]) -> Artisan:
    artisan = make.artisan()
    sign_in(client, artisan.account)
    return artisan


@pytest.fixture
def bag(make: Make, artisan: Artisan) -> Listing:
    return make.listing(artisan, state=State.DRAFT, photos=3)


def shown(client: ProofreadingClient, code: str, *numbers: object, settled: bool = False) -> list[int]:
    query = [("photo", number) for number in numbers] + ([("settled", "1")] if settled else [])
    answer = client.get(f"/studio/listings/{code}/photos", query_string=query)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    return [int(number) for number in re.findall(r'<li class="ph[^>]* id="photo-(\d+)"', answer.text)]


def test_the_photos_asked_for_in_their_order_and_no_others(
    client: ProofreadingClient, bag: Listing, make: Make
) -> None:
    one, two, three = (photo.id for photo in bag.photos)
    strange = make.listing(photos=1).photos[0].id
    assert shown(client, bag.code, three, one, strange, "x", "9" * 30, "") == [one, three]
    assert shown(client, bag.code) == []
    assert shown(client, bag.code, two) == [two]


def test_settled_ones_are_those_that_are_ready_or_have_failed(
    client: ProofreadingClient, bag: Listing, session: Session
) -> None:
    one, two, three = bag.photos
    one.picture.state, two.picture.state = PictureState.READY, PictureState.PENDING
    one.picture.colour = "#102030"
    three.picture.state, three.picture.failure = PictureState.FAILED, "picture.not_readable"
    session.commit()
    numbers = [one.id, two.id, three.id]
    assert shown(client, bag.code, *numbers, settled=True) == [one.id, three.id]
    assert shown(client, bag.code, *numbers) == numbers


def test_ten_tiles_cost_as_much_asking_as_one(
    client: ProofreadingClient, make: Make, artisan: Artisan, queries: Queries
) -> None:
    bags = [make.listing(artisan, photos=photos) for photos in (1, 10)]
    few, many = ((bag.code, *(photo.id for photo in bag.photos)) for bag in bags)
    with queries() as one:
        shown(client, *few)
    with queries() as ten:
        assert len(shown(client, *many)) == 10
    assert len(one) == len(ten) <= 9, "\n".join(ten)


def test_a_photo_is_taken_back_by_its_maker_alone(
    client: ProofreadingClient, bag: Listing, make: Make, session: Session
) -> None:
    one, two, three = (photo.id for photo in bag.photos)
    token = {"csrf_token": client.token(f"/studio/listings/{bag.code}/edit")}
    path = f"/studio/listings/{bag.code}/photos/{{}}/take-back"
    strange = make.listing(photos=1)
    assert client.post(path.format(strange.photos[0].id), data=token).status_code == 404
    other = f"/studio/listings/{strange.code}/photos/{strange.photos[0].id}/take-back"
    assert client.post(other, data=token).status_code == 404
    assert client.post(path.format(two), data=token).status_code == 204
    session.expire_all()
    assert [photo.id for photo in bag.photos] == [one, three]
    assert client.post(path.format(two), data=token).status_code == 404


def test_the_last_photo_of_a_bag_on_show_is_not_taken_back(
    client: ProofreadingClient, make: Make, artisan: Artisan, session: Session
) -> None:
    bag = make.listing(artisan, photos=1)
    token = {"csrf_token": client.token(f"/studio/listings/{bag.code}/edit")}
    path = f"/studio/listings/{bag.code}/photos/{bag.photos[0].id}/take-back"
    assert client.post(path, data=token).status_code == 409
    session.expire_all()
    assert len(bag.photos) == 1
