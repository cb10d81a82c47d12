"""A dispute from the artisan's side."""

from __future__ import annotations

import logging

import pytest

from marketplace.disputes.models import Dispute
from marketplace.disputes.rules import State
from tests.disputes.conftest import SAID
from tests.disputes.conftest import agreed as agreed
from tests.disputes.conftest import bag as bag
from tests.disputes.conftest import dispute as dispute
from tests.disputes.conftest import propose as propose
from tests.order_notes.conftest import Studio


@pytest.fixture
def studio(client, agreed, sign_in):
    sign_in(client, agreed.artisan.account)
    return Studio(client)


def text(response):
    return response.get_data(as_text=True)


def test_the_board_and_the_note_lead_to_it_and_she_replies_once(studio, dispute, agreed, session):
    place = f"/studio/orders/{agreed.code}/disputes/{dispute.id}"
    assert place in text(studio.get("/studio/orders"))
    assert place in text(studio.get(f"/studio/orders/{agreed.code}"))
    page = studio.get(place)
    assert page.headers["Cache-Control"] == "private, no-store"
    assert SAID in text(page) and f"{place}/reply" in text(page) and "/withdraw" not in text(page)
    assert studio.post(f"{place}/reply", {"words": "pendek"}).status_code == 422
    assert studio.post(f"{place}/reply", {"words": "Sudah dijahit dua kali."}).status_code == 303
    assert studio.post(f"{place}/reply", {"words": "Sudah dijahit tiga kali."}).status_code == 409
    session.expire_all()
    assert session.get_one(Dispute, dispute.id).state is State.REPLIED
    assert "hasil paling lambat" in text(studio.get("/studio/orders"))


def test_she_opens_one_herself(studio, agreed, session):
    place = f"/studio/orders/{agreed.code}/dispute"
    assert "tidak memegang uang" in text(studio.get(place))
    answer = studio.post(place, {"category": "payment", "words": "Uang muka belum masuk."})
    assert answer.status_code == 303
    assert studio.post(f"{answer.location}/propose", {"ending": "call_off"}).status_code == 303
    assert studio.post(f"{answer.location}/accept", {"seen": "1"}).status_code == 409


def test_another_artisan_finds_neither_dispute_nor_photo(client, dispute, agreed, make, sign_in, caplog):
    sign_in(client, make.artisan().account)
    place = f"/studio/orders/{agreed.code}/disputes/{dispute.id}"
    with caplog.at_level(logging.WARNING):
        assert client.get(place).status_code == 404
        assert Studio(client).post(f"{place}/reply", {"words": SAID}).status_code == 404
        assert client.get(f"{place}/photos/1").status_code == 404
    assert f"asked for order note {agreed.code}" in caplog.text
