"""Several bags at once, as she does it: choose, look, do; what was typed stays when something is missing."""

from __future__ import annotations

import pytest

from marketplace.listings.models import Listing
from marketplace.listings.rules import State

HERE = "/studio/listings/together"


@pytest.fixture
def bags(make, artisan):
    return [make.listing(artisan, title=f"Tas {name}", price=100_000) for name in ("Ombak", "Karang")]


@pytest.fixture
def send(client, browser):
    def press(bags, prefix="", **fields):
        token = client.token(prefix + HERE)
        chosen = [f"{bag.code}:{bag.version}" for bag in bags]
        return client.post(prefix + HERE, data={"csrf_token": token, "bag": chosen, **fields})

    return press


def prices(session, bags):
    session.expire_all()
    return [session.get_one(Listing, bag.id).price for bag in bags]


def test_a_look_changes_nothing_and_the_button_of_that_page_does(client, session, bags, send):
    answer = send(bags, change="price", percent="10", down="1")
    assert answer.status_code == 200
    page = answer.get_data(as_text=True)
    assert page.count("<b>Rp90.000</b>") == 2
    assert prices(session, bags) == [100_000, 100_000]
    answer = send(bags, change="price", percent="10", down="1", do="1")
    assert (answer.status_code, answer.location) == (303, "/studio/listings")
    assert prices(session, bags) == [90_000, 90_000]
    assert "2 tas diubah." in client.get(answer.location).get_data(as_text=True)


def test_pressed_twice_it_is_done_once_and_the_second_says_why_not(session, bags, send):
    before = [f"{bag.code}:{bag.version}" for bag in bags]
    assert send(bags, change="price", percent="10", do="1").status_code == 303
    answer = send((), change="price", percent="10", do="1", bag=before)
    assert answer.status_code == 200
    assert answer.get_data(as_text=True).count("sudah berubah sementara itu") == 2
    assert prices(session, bags) == [110_000, 110_000]


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, "change"),
        ({"change": "remove"}, "change"),
        ({"change": "price"}, "percent"),
        ({"change": "price", "percent": "101"}, "percent"),
        ({"change": "price", "percent": "51", "down": "1"}, "percent"),
        ({"change": "price", "percent": "-5"}, "percent"),
        ({"change": "price", "percent": "١٠"}, "percent"),
        ({"change": "lead_days", "days": "0"}, "days"),
        ({"change": "lead_days", "days": "9" * 5000}, "days"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_ticks_stay(session, bags, send, fields, wrong, prefix):
    answer = send(bags[:1], prefix, do="1", **fields)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'id="{wrong}-error"' in page
    assert page.count(" checked") >= 1
    assert f'value="{bags[0].code}:{bags[0].version}" checked' in page
    assert prices(session, bags) == [100_000, 100_000]


def test_no_bag_is_said_too(send, bags):
    page = send((), change="pause").get_data(as_text=True)
    assert 'id="bag-error"' in page
    assert 'value="pause" checked' in page


def test_bags_of_others_are_not_there(client, make, session, send, bags):
    other = make.listing(title="Bukan milik saya")
    assert "Bukan milik saya" not in client.get(HERE).get_data(as_text=True)
    page = send([other], change="pause").get_data(as_text=True)
    assert "Bukan milik saya" not in page
    send([other], change="pause", do="1")
    session.expire_all()
    assert session.get_one(Listing, other.id).state is State.PUBLISHED


def test_half_done_says_which_stayed(make, artisan, send, bags):
    draft = make.listing(artisan, title="Tas Setengah", state=State.DRAFT)
    answer = send([*bags, draft], change="pause", do="1")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "Tas Setengah" in page
    assert "Tas Ombak" not in page
    assert "2 tas diubah." in page


def test_the_list_leads_there_once_there_are_two(client, browser, make, artisan):
    make.listing(artisan)
    assert HERE not in client.get("/studio/listings").get_data(as_text=True)
    make.listing(artisan)
    assert HERE in client.get("/studio/listings").get_data(as_text=True)
