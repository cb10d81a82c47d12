"""The artisan's one reply, from her studio to the bag's page."""

from __future__ import annotations

from tests.order_notes.conftest import Studio
from tests.reviews.conftest import FORM, letter_path


def text(response):
    return response.get_data(as_text=True)


def page_of(bag):
    return f"/products/{bag.slug}-{bag.code}"


def test_the_reply_comes_from_the_studio_once(client, handed, bag, sign_in, make):
    client.post(letter_path(handed), data=FORM)
    way = f"/studio/orders/{handed.code}/review"
    sign_in(client, make.artisan().account)
    assert client.get(way).status_code == 404
    sign_in(client, bag.artisan.account)
    studio = Studio(client)
    assert studio.post(way, {"reply": ""}).status_code == 422
    assert studio.post(way, {"reply": "Terima kasih banyak."}).status_code == 303
    assert studio.post(way, {"reply": "Ganti."}).status_code == 409
    shown = text(client.get(page_of(bag)))
    assert "Terima kasih banyak." in shown and "Ganti." not in shown


def test_without_a_review_there_is_no_page_of_one(client, handed, bag, sign_in):
    sign_in(client, bag.artisan.account)
    assert client.get(f"/studio/orders/{handed.code}/review").status_code == 404
    assert Studio(client).post(f"/studio/orders/{handed.code}/review", {"reply": "Halo"}).status_code == 404
