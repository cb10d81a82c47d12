"""Suggestions while typing: from the index where there is one, and an empty list where there is none."""

from __future__ import annotations

from tests.catalogue.indexed import Fill
from tests.catalogue.indexed import index as index
from tests.factories.make import Make
from tests.proofreading import ProofreadingClient


def test_the_last_word_goes_on_as_some_bag_has_it(
    client: ProofreadingClient, make: Make, index: Fill
) -> None:
    make.listing(make.artisan(name="Sulastri"), title="Dompet Melati")
    index()
    found = client.get("/products/suggest?q=dompet+mel")
    assert found.text.strip() == '<li role="option" aria-selected="false">dompet melati</li>'
    assert "sulastri" in client.get("/products/suggest?q=sula").text
    assert "Set-Cookie" not in found.headers


def test_without_an_index_nothing_is_suggested(client: ProofreadingClient, make: Make) -> None:
    make.listing(title="Dompet Melati")
    found = client.get("/products/suggest?q=mel")
    assert found.status_code == 200 and "<li" not in found.text


def test_what_is_suggested_is_text(client: ProofreadingClient, make: Make, index: Fill) -> None:
    make.listing(title="Tas <b>tebal</b>")
    index()
    for typed in ("<b>te", "%22onload", "", "%00te", "te " * 3_000):
        found = client.get(f"/products/suggest?q={typed}")
        assert found.status_code == 200 and "<b>" not in found.text


def test_every_page_has_the_one_search_field(client: ProofreadingClient) -> None:
    for address in ("/", "/products"):
        page = client.get(address).text
        assert 'data-suggest="/products/suggest"' in page
    assert 'data-suggest="/en/products/suggest"' in client.get("/en/").text
