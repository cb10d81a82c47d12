"""Cover, order, focal point and undo in the bag editor, without a script and as the scripts ask for them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from marketplace.listings.models import Listing, Photo
from marketplace.listings.rules import Focus, State
from marketplace.pictures.rules import PictureState
from tests.factories.make import Make
from tests.proofreading import ProofreadingClient

Post = Callable[..., TestResponse]


@pytest.fixture
def bag(make: Make, client: ProofreadingClient, sign_in: Callable[..., str]) -> Listing:
    artisan = make.artisan()
    sign_in(client, artisan.account)
    return make.listing(artisan, state=State.DRAFT, photos=3, title="Tote Ombak")


@pytest.fixture
def post(client: ProofreadingClient, bag: Listing) -> Post:
    path = f"/studio/listings/{bag.code}"
    token = client.token(f"{path}/edit")

    def send(page: str = "edit", **fields: Any) -> TestResponse:
        data = {"csrf_token": token, "title": "Tote Ombak"}
        data |= {re.sub(r"^(alt|focus)_", r"\1-", name): value for name, value in fields.items()}
        return client.post(f"{path}/{page}", data=data)

    return send


def order(session: Session, bag: Listing) -> list[int]:
    session.expire_all()
    return [photo.id for photo in bag.photos]


def test_the_button_makes_a_photo_the_cover_and_keeps_what_was_typed(
    post: Post, bag: Listing, session: Session
) -> None:
    first, second, third = order(session, bag)
    answer = post(cover=str(third), **{f"alt_{first}": "Dari depan"})
    assert (answer.status_code, answer.location) == (
        303,
        f"/studio/listings/{bag.code}/edit#photo-{third}",
    )
    assert order(session, bag) == [third, first, second]
    assert bag.photos[1].alt == "Dari depan"


def test_only_photos_that_are_not_the_cover_have_the_button(
    client: ProofreadingClient, bag: Listing, session: Session
) -> None:
    page = client.get(f"/studio/listings/{bag.code}/edit").text
    assert re.findall(r'name="cover" value="(\d+)"', page) == [str(one) for one in order(session, bag)[1:]]


def test_a_deleted_photo_is_offered_again_and_comes_back_as_it_was(
    client: ProofreadingClient, post: Post, bag: Listing, session: Session
) -> None:
    first, second, third = order(session, bag)
    post(do="save", **{f"alt_{second}": "Dalamnya", f"focus_{second}": "80,20"})
    answer = post(delete=str(second))
    session.expire_all()
    (gone,) = (photo.id for photo in bag.deleted_photos)
    assert answer.location.endswith(f"/edit#deleted-{gone}")
    page = client.get(f"/studio/listings/{bag.code}/edit").text
    assert f'id="deleted-{gone}"' in page and "Foto dihapus." in page and "Urungkan" in page
    answer = post(undo=str(gone))
    here, back, there = order(session, bag)
    assert (here, there) == (first, third)
    assert answer.location.endswith(f"/edit#photo-{back}")
    assert (bag.photos[1].alt, bag.photos[1].focus) == ("Dalamnya", Focus(80, 20))
    assert "Foto dihapus." not in client.get(f"/studio/listings/{bag.code}/edit").text


def test_what_the_sweep_has_taken_is_said_in_a_sentence_and_what_was_typed_is_kept(
    post: Post, bag: Listing, session: Session
) -> None:
    first = order(session, bag)[0]
    post(delete=str(first))
    session.expire_all()
    (gone,) = (photo.id for photo in bag.deleted_photos)
    bag.deleted_photos.clear()
    session.commit()
    answer = post(undo=str(gone), title="Judul baru")
    assert answer.status_code == 422
    assert "disimpan satu hari" in answer.text
    assert 'id="photos-error"' in answer.text
    assert 'value="Judul baru"' in answer.text
    answer = post(cover=str(first))
    assert (answer.status_code, 'id="photos-error"' in answer.text) == (422, True)


def test_a_full_bag_says_why_a_photo_cannot_come_back(
    make: Make, post: Post, bag: Listing, session: Session
) -> None:
    post(delete=str(order(session, bag)[0]))
    session.expire_all()
    others = [Photo(picture=make.picture(), position=number) for number in range(3, 11)]
    bag.photos.extend(others)
    session.commit()
    answer = post(undo=str(bag.deleted_photos[0].id))
    assert answer.status_code == 422
    assert "paling banyak 10 foto" in answer.text


@pytest.mark.parametrize("value", ["{other}", "x", "", "9" * 30, "²"])
def test_deleted_photos_of_others_are_out_of_reach(
    make: Make, post: Post, session: Session, value: str
) -> None:
    other = make.listing(photos=1)
    gone = make.deleted_photo(other)
    assert post(undo=value.format(other=gone.id)).status_code == (422 if value == "{other}" else 404)
    session.expire_all()
    assert (len(other.photos), len(other.deleted_photos)) == (1, 1)


def test_the_editor_asks_no_more_for_many_deleted_photos(
    client: ProofreadingClient, make: Make, bag: Listing, queries: Any
) -> None:
    make.deleted_photo(bag)
    with queries() as one:
        client.get(f"/studio/listings/{bag.code}/edit")
    for _ in range(4):
        make.deleted_photo(bag)
    with queries() as five:
        client.get(f"/studio/listings/{bag.code}/edit")
    assert len(one) == len(five), "\n".join(five)


def test_a_draft_whose_only_photo_was_deleted_is_still_hers_to_find(
    client: ProofreadingClient, make: Make, bag: Listing
) -> None:
    empty = make.listing(bag.artisan, state=State.DRAFT, photos=0, title="")
    assert f"bag-{empty.code}" not in client.get("/studio/listings").text
    make.deleted_photo(empty)
    assert f"bag-{empty.code}" in client.get("/studio/listings").text


@pytest.mark.parametrize("page", ["edit", "autosave"])
def test_the_focal_point_is_kept_by_save_and_by_autosave(
    page: str, client: ProofreadingClient, post: Post, bag: Listing, session: Session
) -> None:
    first, second, third = order(session, bag)
    assert post(page, do="save", **{f"focus_{first}": "20,80", f"focus_{second}": "50,50"}).status_code < 400
    session.expire_all()
    assert [photo.focus for photo in bag.photos] == [Focus(20, 80), None, None]
    shown = client.get(f"/studio/listings/{bag.code}/edit").text
    assert f'name="focus-{first}" value="20,80" checked' in shown
    assert f'name="focus-{third}" value="50,50" checked' in shown
    assert 'class="pic pic--x2 pic--y8"' in shown
    assert post(page, do="save").status_code < 400
    session.expire_all()
    assert bag.photos[0].focus == Focus(20, 80), "a form without the field changes nothing"
    assert post(page, do="save", **{f"focus_{first}": "50,50"}).status_code < 400
    session.expire_all()
    assert bag.photos[0].focus is None


def test_a_tapped_point_has_a_choice_of_its_own(
    client: ProofreadingClient, post: Post, bag: Listing, session: Session
) -> None:
    first = order(session, bag)[0]
    post(do="save", **{f"focus_{first}": "30,100"})
    shown = client.get(f"/studio/listings/{bag.code}/edit").text
    assert f'name="focus-{first}" value="30,100" checked' in shown
    assert '<circle cx="30%" cy="100%"' in shown


@pytest.mark.parametrize("value", ["101,5", "5", "a,b", "1,2,3", "²,1", "5,-1", "9" * 60])
def test_a_point_that_is_none_is_said_beside_the_photo(
    post: Post, bag: Listing, session: Session, value: str
) -> None:
    first = order(session, bag)[0]
    answer = post(do="save", **{f"focus_{first}": value})
    assert answer.status_code == 422
    assert f'id="focus-{first}-error"' in answer.text
    session.expire_all()
    assert bag.photos[0].focus is None


def test_the_script_sends_an_order_and_gets_the_tiles_in_it(
    post: Post, bag: Listing, session: Session
) -> None:
    first, second, third = order(session, bag)
    answer = post("photos/order", order=f"{third},{first},{second}")
    assert answer.status_code == 200
    assert re.findall(r'<li class="ph" id="photo-(\d+)"', answer.text) == [
        str(third),
        str(first),
        str(second),
    ]
    assert answer.text.count("ph__flag") == 1
    assert order(session, bag) == [third, first, second]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ("", 400),
        ("x", 400),
        ("1,,2", 400),
        ("²,1,2", 400),
        ("9" * 30, 400),
        ("1," * 5_000, 400),
        ("{first}", 409),
        ("{first},{first},{second}", 409),
        ("{first},{second},{other}", 409),
    ],
)
def test_any_other_order_is_refused_in_one_sentence(
    make: Make, post: Post, bag: Listing, session: Session, sent: str, status: int
) -> None:
    before = order(session, bag)
    other = make.listing(photos=1).photos[0].id
    answer = post("photos/order", order=sent.format(first=before[0], second=before[1], other=other))
    assert (answer.status_code, answer.mimetype) == (status, "text/plain")
    assert order(session, bag) == before


def test_the_order_of_somebody_elses_bag_is_not_there(
    make: Make, client: ProofreadingClient, post: Post, session: Session
) -> None:
    other = make.listing(photos=2)
    one, two = order(session, other)
    assert post(f"../{other.code}/photos/order", order=f"{two},{one}").status_code == 404
    assert order(session, other) == [one, two]


@pytest.mark.parametrize(("prefix", "words"), [("", "Agak gelap."), ("/en", "A little dark.")])
def test_the_coach_speaks_under_the_photo_and_stops_nobody(
    client: ProofreadingClient, bag: Listing, session: Session, prefix: str, words: str
) -> None:
    page = f"{prefix}/studio/listings/{bag.code}/edit"
    assert '<div class="ph__advice"><ul>' not in client.get(page).text
    picture = bag.photos[1].picture
    picture.luma, picture.shadow, picture.highlight, picture.sharpness = 20, 5, 60, 900
    picture.width, picture.height = 1600, 1200
    session.commit()
    shown = client.get(page).text
    assert shown.count('<div class="ph__advice"><ul>') == 1 and words in shown
    picture.state = PictureState.PENDING
    session.commit()
    assert words not in client.get(page).text
