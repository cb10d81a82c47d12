"""Describing photos in the bag editor, without a script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from marketplace.listings.models import Listing
from marketplace.listings.rules import State
from tests.factories.make import Make
from tests.proofreading import ProofreadingClient

Post = Callable[..., object]


@pytest.fixture
def bag(make: Make, client: ProofreadingClient, sign_in: Callable[..., str]) -> Listing:
    artisan = make.artisan()
    sign_in(client, artisan.account)
    return make.listing(artisan, state=State.DRAFT, photos=2, title="Tote Ombak")


@pytest.fixture
def post(client: ProofreadingClient, bag: Listing) -> Post:
    path = f"/studio/listings/{bag.code}"
    token = client.token(f"{path}/edit")

    def send(page: str = "edit", **fields: str) -> object:
        data = {"csrf_token": token, "do": "save", "title": "Tote Ombak"}
        data |= {name.replace("_", "-") if name.startswith("alt") else name: fields[name] for name in fields}
        return client.post(f"{path}/{page}", data=data)

    return send


def words(session: Session, bag: Listing) -> list[str]:
    session.expire_all()
    return [photo.alt for photo in bag.photos]


@pytest.mark.parametrize("page", ["edit", "autosave"])
def test_each_photo_keeps_its_own_words(page: str, post: Post, bag: Listing, session: Session) -> None:
    one, two = (photo.id for photo in bag.photos)
    assert post(page, **{f"alt_{one}": "  Dari   depan ", f"alt_{two}": "Dalamnya"}).status_code < 400
    assert words(session, bag) == ["Dari depan", "Dalamnya"]
    assert post(page, **{f"alt_{one}": ""}).status_code < 400
    assert words(session, bag) == ["", "Dalamnya"]


def test_a_form_without_these_fields_changes_none(post: Post, bag: Listing, session: Session) -> None:
    before = words(session, bag)
    post()
    assert words(session, bag) == before


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_editor_says_what_is_read_out_without_words(
    prefix: str, client: ProofreadingClient, bag: Listing
) -> None:
    one = bag.photos[0].id
    html = client.get(f"{prefix}/studio/listings/{bag.code}/edit").get_data(as_text=True)
    assert f'id="alt-{one}" name="alt-{one}" value="Foto 1"' in html
    assert (
        "Left empty, this is read out: “Tote Ombak: Tote bag"
        if prefix
        else "Bila kosong, yang dibacakan: “Tote Ombak: "
    ) in html


def test_a_refused_form_keeps_what_was_typed_and_says_what_is_too_long(
    post: Post, bag: Listing, session: Session
) -> None:
    one, two = (photo.id for photo in bag.photos)
    answer = post(price="mahal", **{f"alt_{one}": "Dari depan", f"alt_{two}": "x" * 161})
    assert answer.status_code == 422
    html = answer.get_data(as_text=True)
    assert 'value="Dari depan"' in html and f'value="{"x" * 161}"' in html
    assert f'id="alt-{two}-error"' in html and f'href="#alt-{two}"' in html
    assert words(session, bag) == ["Dari depan", "Foto 2"]


def test_photos_of_others_and_fields_of_fancy_are_passed_over(
    post: Post, make: Make, bag: Listing, session: Session
) -> None:
    other = make.listing(photos=1)
    strange = {
        f"alt_{other.photos[0].id}": "Bukan punya saya",
        "alt_x": "y",
        "alt_": "y",
        "alt_" + "9" * 30: "y",
    }
    assert post(**strange).status_code == 303
    assert words(session, other) == ["Foto 1"]
    assert words(session, bag) == ["Foto 1", "Foto 2"]


def test_a_bag_on_show_is_saved_whole_or_not_at_all(
    make: Make, client: ProofreadingClient, bag: Listing, session: Session
) -> None:
    shown = make.listing(bag.artisan, photos=1)
    path, photo = f"/studio/listings/{shown.code}/edit", shown.photos[0].id
    data = {"csrf_token": client.token(path), "do": "save", "price": "mahal", f"alt-{photo}": "Baru"}
    assert client.post(path, data=data).status_code == 422
    assert words(session, shown) == ["Foto 1"]
