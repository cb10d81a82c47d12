"""A review from the buyer's link to the pages of bag and artisan, and the artisan's reply."""

from __future__ import annotations

import re

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.reviews.models import Review
from tests.order_notes.conftest import path_of
from tests.reviews.conftest import FORM


def text(response):
    return response.get_data(as_text=True)


def page_of(bag):
    return f"/products/{bag.slug}-{bag.code}"


def test_a_review_stands_on_the_bags_and_the_artisans_page(client, handed, bag):
    assert "Ulasan" in text(client.get(path_of(handed)))
    assert client.get(f"{path_of(handed)}/review").status_code == 200
    assert client.post(f"{path_of(handed)}/review", data=FORM).status_code == 303
    for page in (page_of(bag), f"/artisans/{bag.artisan.slug}", f"/artisans/{bag.artisan.slug}/reviews"):
        shown = text(client.get(page))
        assert "Rapi sekali." in shown and "1 ulasan" in shown and "dari catatan pesanan" in shown
        assert "rata-rata 5" not in shown


def test_a_page_without_reviews_says_nothing_of_them(client, bag):
    assert "Kata pembeli" not in text(client.get(page_of(bag)))
    assert "Belum ada ulasan" in text(client.get(f"/artisans/{bag.artisan.slug}/reviews"))


def test_an_earlier_version_stays_readable(client, handed, bag):
    client.post(f"{path_of(handed)}/review", data=FORM)
    assert 'value="Bu R"' in text(client.get(f"{path_of(handed)}/review"))
    client.post(f"{path_of(handed)}/review", data=FORM | {"words": "Masih rapi."})
    shown = text(client.get(page_of(bag)))
    assert "Masih rapi." in shown and "Rapi sekali." in shown and "Versi sebelumnya" in shown


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "toko.contoh.com"),
        ("as_described", ""),
        ("as_described", "0"),
        ("as_described", "6"),
        ("on_time", "2"),
        ("words", "x" * 1001),
        ("words", "Telepon 0812 3456 7890"),
        ("words", "lihat http://127.0.0.1:5814/"),
    ],
)
def test_a_faulty_review_is_refused_beside_its_field(client, handed, session, field, value):
    answer = client.post(f"{path_of(handed)}/review", data=FORM | {field: value})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in text(answer)
    assert session.query(Review).count() == 0


def test_a_low_mark_with_its_reason_is_taken(client, handed, bag):
    said = FORM | {"on_time": "1", "why_on_time": "Dua minggu terlambat"}
    assert client.post(f"{path_of(handed)}/review", data=said).status_code == 303
    assert "1 dari 5: Dua minggu terlambat" in text(client.get(page_of(bag)))


def test_what_is_not_handed_over_has_no_review(client, propose, bag):
    note = propose(bag)
    assert client.get(f"{path_of(note)}/review").status_code == 409
    assert client.post(f"{path_of(note)}/review", data=FORM).status_code == 409


@pytest.mark.parametrize("token", ["x", "a" * 43])
def test_a_forged_link_writes_nothing(client, handed, token, session):
    assert client.get(f"/orders/{token}/review").status_code == 404
    assert client.post(f"/orders/{token}/review", data=FORM).status_code == 404
    assert session.query(Review).count() == 0


def test_the_standing_of_the_certificate_is_the_same_with_bad_reviews(client, handed, make, bag, session):
    certificate = make.certificate(bag.artisan)
    before = text(client.get(f"/c/{certificate.code}"))
    low = {"as_described": "1", "why_as_described": "Rusak", "made_well": "1", "why_made_well": "Rusak"}
    assert client.post(f"{path_of(handed)}/review", data=FORM | low).status_code == 303
    assert text(client.get(f"/c/{certificate.code}")) == before


def test_a_link_the_artisan_passed_on_reviews_only_with_the_account_that_agreed(
    client, propose, bag, hand_over, make, sign_in, session
):
    account = make.account(Role.BUYER)
    note = propose(bag, email=None, phone="+6281200000009")
    hand_over(note, Actor(account.id, account.role, account.name, None, False, "id"))
    path = path_of(note)
    assert f"{path}/review" not in text(client.get(path))
    for answer in (client.get(f"{path}/review"), client.post(f"{path}/review", data=FORM)):
        assert answer.status_code == 409 and "Masuklah dengan akun" in text(answer)
    assert session.query(Review).count() == 0
    sign_in(client, account)
    page = text(client.get(f"{path}/review"))
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    assert client.post(f"{path}/review", data=FORM | {"csrf_token": token}).status_code == 303
    assert session.query(Review).count() == 1
