"""Officers make collections."""

from __future__ import annotations

import pytest

from marketplace.access.roles import Role
from marketplace.collections.models import Collection


def text(response):
    return response.get_data(as_text=True)


@pytest.fixture
def desk(client, make, sign_in, clock):
    sign_in(client, make.account(Role.OFFICER, totp_confirmed_at=clock()))
    return client


def test_a_collection_is_made_looked_at_and_published(desk, make, session):
    bag = make.listing(title="Tote Pilihan")
    assert "Belum ada koleksi" in text(desk.get("/desk/collections"))
    token = desk.token("/desk/collections/new")
    sent = {"title": "Kado", "query": "/products?type=tote", "pins": bag.code, "csrf_token": token}
    made = desk.post("/desk/collections/new", data=sent)
    assert made.status_code == 303
    page = text(desk.get(made.location))
    assert "Tote Pilihan" in page and "1 tas" in page
    refused = desk.post(made.location, data=sent | {"published": "1", "version": "1"})
    assert refused.status_code == 422
    assert "Tulis judul bahasa Inggris" in text(refused)
    shown = desk.post(made.location, data=sent | {"published": "1", "title_en": "Gifts", "version": "1"})
    assert shown.status_code == 303
    late = desk.post(made.location, data=sent | {"title": "Lain", "version": "1"})
    assert late.status_code == 409
    assert "Lain" in text(late)
    assert session.query(Collection).one().title == "Kado"
    assert "/collections/kado" in text(desk.get("/desk/collections"))


def test_what_was_typed_stays_beside_what_is_wrong(desk):
    token = desk.token("/desk/collections/new")
    answer = desk.post(
        "/desk/collections/new", data={"title": "", "query": "halo", "pins": "bukan tas", "csrf_token": token}
    )
    assert answer.status_code == 422
    assert text(answer).count('aria-invalid="true"') == 3
    assert "bukan tas" in text(answer)


def test_a_collection_that_is_not_there_is_not_found(desk):
    assert desk.get("/desk/collections/77").status_code == 404
