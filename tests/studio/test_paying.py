"""How she wants to be paid: kept with the day it was changed, shown in no public place."""

from __future__ import annotations

import pytest

from marketplace.order_notes.models import PaymentPicture, PaymentWords
from tests.order_notes.conftest import Studio


@pytest.fixture
def studio(client, bag, sign_in):
    sign_in(client, bag.artisan.account)
    return Studio(client)


def test_how_she_is_paid_is_kept_with_its_day(studio, bag, session, clock):
    assert studio.get("/studio/payment").status_code == 200
    assert studio.post("/studio/payment", data={"words": "x" * 401}).status_code == 422
    assert studio.post("/studio/payment", data={"words": "Bank Contoh 1234567890123456"}).status_code == 303
    kept = session.query(PaymentWords).one()
    assert (kept.artisan_id, kept.changed_at) == (bag.artisan_id, clock())
    assert "Bank Contoh" not in studio.get(f"/products/{bag.slug}-{bag.code}").get_data(as_text=True)


def test_a_picture_that_is_not_copied_yet_or_failed_is_said_and_not_shown(studio, bag, session, clock):
    picture = PaymentPicture(artisan_id=bag.artisan_id, source_key="a.png", digest="a" * 64)
    session.add(PaymentWords(artisan_id=bag.artisan_id, words="", picture=picture, changed_at=clock()))
    session.commit()
    assert "sedang disiapkan" in studio.get("/studio/payment").get_data(as_text=True)
    assert studio.get(f"/studio/payment/pictures/{picture.id}").status_code == 404
    picture.source_key, picture.failure = None, "picture.lost"
    session.commit()
    assert "tidak bisa dibuka" in studio.get("/studio/payment").get_data(as_text=True)
