"""The public page of a collection, and its name on the front page."""

from __future__ import annotations

import pytest

from marketplace.artisans.rules import Technique
from marketplace.collections import operations
from marketplace.collections.operations import Entry
from tests.catalogue.indexed import index as index


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


def test_a_collection_of_words_shows_what_its_search_finds(client, make, session, clock, officer, index):
    make.listing(title="Tote Ombak", technique=Technique.CROCHET)
    make.listing(title="Dompet", technique=Technique.MACRAME)
    entry = Entry("Rajutan", "Crochet", query="q=merenda", published=True)
    operations.add(entry, actor=officer, at=clock())
    session.commit()
    index()
    page = text(client.get("/collections/rajutan"))
    assert "Tote Ombak" in page and "Dompet" not in page


def test_the_lowest_of_several_prices_is_said_to_be_the_lowest(client, make, session, kado):
    make.listing(title="Tote Dua Ukuran", price=100_000, top_price=150_000)
    assert "mulai Rp100.000" in text(client.get("/collections/kado-kecil"))


@pytest.mark.parametrize("name", ["%00", "a%00", "x" * 4000, "%ff"])
def test_strange_names_lead_nowhere(client, name):
    assert client.get(f"/collections/{name}").status_code == 404


def test_the_front_page_names_it_while_it_is_published(client, session, kado):
    assert "/collections/kado-kecil" in text(client.get("/"))
    kado.published_at = None
    session.commit()
    assert "/collections/" not in text(client.get("/"))
    assert client.get("/collections/kado-kecil").status_code == 404
    assert client.get("/collections/nothing").status_code == 404
