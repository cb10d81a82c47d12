"""The public page of a collection, and its name on the front page."""

from __future__ import annotations

import pytest

from marketplace.collections import operations
from marketplace.collections.operations import Entry


def text(response):
    return response.get_data(as_text=True)


@pytest.fixture
def kado(make, session, clock, officer):
    bag = make.listing(title="Tote Pilihan")
    entry = Entry("Kado kecil", "Small gifts", "Untuk teman.", "", "type=tote", [bag.code], True)
    made = operations.add(entry, actor=officer, at=clock())
    session.commit()
    return made


def test_a_collection_speaks_both_languages_and_sets_no_cookie(client, kado):
    page = client.get("/collections/kado-kecil")
    assert "Set-Cookie" not in page.headers
    assert "public" in page.headers["Cache-Control"]
    assert all(
        words in text(page) for words in ("Kado kecil", "Untuk teman.", "Tote Pilihan", "/products?type=tote")
    )
    english = text(client.get("/en/collections/kado-kecil"))
    assert "Small gifts" in english and "Untuk teman." not in english


def test_the_front_page_names_it_while_it_is_published(client, session, kado):
    assert "/collections/kado-kecil" in text(client.get("/"))
    kado.published_at = None
    session.commit()
    assert "/collections/" not in text(client.get("/"))
    assert client.get("/collections/kado-kecil").status_code == 404
    assert client.get("/collections/nothing").status_code == 404
