"""The artisan's board and her side of a note."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from marketplace.inquiries import blocks
from marketplace.inquiries.rules import Side
from marketplace.inquiries.senders import sender_key
from marketplace.order_notes import queries as queries_of_notes
from marketplace.order_notes.models import OrderNote
from marketplace.order_notes.rules import State
from tests.conftest import NOON
from tests.order_notes.conftest import SECRET, TODAY, Studio

PATHS = ("", "/print", "/change")


@pytest.fixture
def studio(client, bag, sign_in):
    sign_in(client, bag.artisan.account)
    return Studio(client)


def text(response):
    return response.get_data(as_text=True)


def test_the_board_shows_what_is_late_and_whom_it_waits_for(studio, propose, bag, clock):
    late = propose(bag, side=Side.BUYER, ready_on=TODAY)
    studio.post(f"/studio/orders/{late.code}/confirm", {"seen": "1"})
    propose(bag, side=Side.BUYER)
    clock.now += timedelta(hours=20)
    page = text(studio.get("/studio/orders"))
    assert page.count("Tote Ombak") == 2
    assert page.count("lewat waktu") == 1 and page.count("menunggu Anda") == 1


def test_she_confirms_makes_and_hands_over(studio, propose, bag, session):
    note = propose(bag, side=Side.BUYER)
    way = f"/studio/orders/{note.code}"
    assert studio.post(f"{way}/confirm", data={"seen": "1"}).status_code == 303
    assert studio.post(f"{way}/confirm", data={"seen": "1"}).status_code == 409
    for step in ("start", "finish", "hand_over"):
        assert studio.post(f"{way}/steps/{step}").status_code == 303
    session.expire_all()
    assert session.get_one(OrderNote, note.id).state is State.HANDED_OVER
    assert "Tote Ombak" in text(studio.get("/studio/orders?closed=1"))


@pytest.mark.parametrize("rest", PATHS)
def test_another_artisans_note_is_not_there(client, make, sign_in, propose, bag, rest):
    note = propose(bag)
    sign_in(client, make.artisan().account)
    assert client.get(f"/studio/orders/{note.code}{rest}").status_code == 404
    for step in ("confirm", "change", "steps/cancel"):
        assert (
            Studio(client).post(f"/studio/orders/{note.code}/{step}", data={"seen": "1"}).status_code == 404
        )


@pytest.mark.parametrize("rest", PATHS)
def test_her_own_pages_open(studio, propose, bag, rest):
    assert studio.get(f"/studio/orders/{propose(bag).code}{rest}").status_code == 200


def test_the_buyers_link_is_shown_to_her_only_where_she_passes_it_on(studio, propose, bag):
    assert "/orders/" not in text(studio.get(f"/studio/orders/{propose(bag).code}")).replace(
        "/studio/orders/", ""
    )
    passed = propose(bag, email=None, phone="+6281200000009")
    page = text(studio.get(f"/studio/orders/{passed.code}"))
    assert "/orders/" not in page.replace("/studio/orders/", "") and "wa.me" not in page
    page = text(studio.post(f"/studio/orders/{passed.code}/link"))
    token = re.search(r'value="[^"]+/orders/([A-Za-z0-9_-]{43})"', page)[1]
    assert "https://wa.me/6281200000009" in page and page.count(token) == 2
    assert token not in text(studio.get(f"/studio/orders/{passed.code}"))
    assert studio.get(f"/orders/{token}").status_code == 200


def test_a_link_is_made_only_for_a_buyer_she_passes_it_on_to(studio, propose, bag, make):
    for note in (propose(bag), propose(bag, email=None, phone="+6281200000009", thread=make.thread(bag))):
        assert studio.post(f"/studio/orders/{note.code}/link").status_code == 404
        assert note.links == [] or note.buyer_email


def test_a_stale_change_of_hers_shows_what_is_different(studio, propose, bag):
    note = propose(bag)
    terms = {"seen": "1", "quantity": "1", "price": "290.000", "ready_on": "30-4-2026", "delivery": "pick_up"}
    assert studio.post(f"/studio/orders/{note.code}/change", data=terms).status_code == 303
    late = studio.post(f"/studio/orders/{note.code}/change", data=terms | {"price": "280.000"})
    assert late.status_code == 409
    assert "<del>Rp285.000</del>" in text(late)


def test_the_board_takes_few_questions_however_many_notes(studio, propose, bag, queries):
    for _ in range(12):
        propose(bag)
    with queries() as counted:
        assert studio.get("/studio/orders").status_code == 200
    assert len(counted) <= 8


def test_a_promise_beyond_what_she_makes_is_said(studio, propose, agreed, bag, session):
    bag.artisan.weekly_capacity = 1
    session.commit()
    note = propose(bag, ready_on=agreed.ready_on, quantity=2)
    assert "1 tas" in text(studio.get(f"/studio/orders/{note.code}"))
    assert note.ready_on > TODAY


def test_a_state_is_counted_only_on_a_whole_board(studio, propose, bag, monkeypatch):
    for _ in range(3):
        propose(bag)
    assert "(3)" in text(studio.get("/studio/orders"))
    monkeypatch.setattr(queries_of_notes, "PER_PAGE", 2)
    page = text(studio.get("/studio/orders"))
    assert "(2)" not in page and "after=" in page


def test_she_begins_a_talk_from_an_agreed_note_once(client, sign_in, agreed, session):
    sign_in(client, agreed.artisan.account)
    studio, place = Studio(client), f"/studio/orders/{agreed.code}"
    assert f"{place}/talk" in studio.get(place).get_data(as_text=True)
    assert studio.post(f"{place}/talk", data={"message": ""}).status_code == 422
    answer = studio.post(f"{place}/talk", data={"message": "Talinya mau berapa panjang?"})
    assert answer.status_code == 303 and "/studio/inbox/" in answer.location
    page = studio.get(place).get_data(as_text=True)
    assert f"{place}/talk" not in page and answer.location in page
    again = studio.post(f"{place}/talk", data={"message": "Sekali lagi"})
    assert again.location == answer.location


def test_another_version_for_whom_an_officer_parted_keeps_what_was_typed(studio, propose, bag, make, session):
    note = propose(bag, side=Side.BUYER)
    key = sender_key("rina@contoh.invalid", SECRET)
    blocks.end_between(make.thread(bag, sender_key=key), secret=SECRET, at=NOON)
    session.commit()
    terms = {
        "quantity": "1",
        "price": "300.000",
        "ready_on": "2026-04-30",
        "delivery": "pick_up",
        "seen": "1",
    }
    answer = studio.post(f"/en/studio/orders/{note.code}/change", terms | {"details": "Hubungi saya"})
    assert answer.status_code == 422
    assert "An officer has ended the talks" in text(answer) and "Hubungi saya" in text(answer)
