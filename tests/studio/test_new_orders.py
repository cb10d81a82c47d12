"""An artisan begins a note, out of a talk or about a bag of hers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.order_notes import operations
from marketplace.order_notes.models import OrderNote
from tests.order_notes.conftest import Studio

TERMS = {"quantity": "1", "price": "285.000", "ready_on": "2026-04-30", "delivery": "pick_up"}


@pytest.fixture
def studio(client, bag, sign_in):
    sign_in(client, bag.artisan.account)
    return Studio(client)


def test_a_note_out_of_a_talk(studio, make, bag, session, jobs, outbox):
    thread = make.thread(bag, buyer_email="dewi@contoh.invalid")
    way = f"/studio/inbox/{thread.id}/order"
    assert "285.000" not in studio.get(way).get_data(as_text=True) or bag.price == 285_000
    answer = studio.post(way, data=TERMS)
    assert answer.status_code == 303
    jobs.run_all()
    assert [letter.to for letter in outbox.letters] == ["dewi@contoh.invalid"]
    assert session.query(OrderNote).one().code in studio.get(f"/studio/inbox/{thread.id}").get_data(
        as_text=True
    )


def test_a_note_about_a_bag_to_somebody_new(studio, bag, session):
    way = f"/studio/listings/{bag.code}/order"
    assert studio.get(way).status_code == 200
    assert studio.post(way, data=TERMS).status_code == 422
    assert studio.post(way, data=TERMS | {"name": "Rina", "contact": "081200000009"}).status_code == 303
    assert session.query(OrderNote).one().passed_on is True


@pytest.mark.parametrize("method", ["get", "post"])
def test_neither_another_artisans_talk_nor_her_bag(client, make, sign_in, bag, method):
    thread = make.thread(bag)
    sign_in(client, make.artisan().account)
    more = {"data": TERMS} if method == "post" else {}
    for way in (f"/studio/inbox/{thread.id}/order", f"/studio/listings/{bag.code}/order"):
        assert getattr(Studio(client), method)(way, **more).status_code == 404


def test_too_many_notes_are_told_to_wait_and_keep_their_text(studio, bag, monkeypatch):
    monkeypatch.setattr(operations, "ARTISAN_LIMITS", ((1, timedelta(hours=1)),))
    said = TERMS | {"name": "Rina", "contact": "rina@contoh.invalid", "details": "Warna laut"}
    way = f"/studio/listings/{bag.code}/order"
    assert studio.post(way, data=said).status_code == 303
    late = studio.post(way, data=said)
    assert late.status_code == 429
    assert "Warna laut" in late.get_data(as_text=True)
