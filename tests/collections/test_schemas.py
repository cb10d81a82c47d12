"""What an officer pastes, as it is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.collections.rules import MOST_PINNED
from marketplace.collections.schemas import CollectionForm
from marketplace.web.forms import read_values

BAG = "tote-ombak-F9E20PF3F1"


@pytest.fixture
def read(app):
    def ask(**values):
        with app.test_request_context():
            return read_values(CollectionForm, {"title": "Kado"} | values)

    return ask


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("https://terajut.example/products?type=tote&sort=cheapest&utm=x", "type=tote"),
        ("/en/products?q=ombak%20laut&type=tote", "q=ombak+laut&type=tote"),
        ("type=tote&high=100rb", "type=tote&high=100000"),
        ("", ""),
    ],
)
def test_the_address_of_a_page_of_bags_becomes_its_question(read, pasted, kept):
    assert read(query=pasted).data.entry().query == kept


@pytest.mark.parametrize("pasted", ["https://terajut.example/products", "halo", "?", "http://[x?type=zzz"])
def test_an_address_that_asks_nothing_is_said(read, pasted):
    assert set(read(query=pasted).errors) == {"query"}


def test_addresses_and_codes_become_codes_each_once(read):
    form = read(
        pins=f"https://terajut.example/products/{BAG}?x=1\n/en/products/{BAG}#ask\n\nf9e2-0pf3f1\r\n0123456789"
    )
    assert form.data.entry().pins == ["F9E20PF3F1", "0123456789"]
    assert set(read(pins="tas ombak").errors) == {"pins"}
    many = "\n".join(f"{number:010d}" for number in range(MOST_PINNED + 1))
    assert set(read(pins=many).errors) == {"pins"}


@given(query=st.text(max_size=200), pins=st.text(max_size=200))
def test_whatever_is_pasted_is_read_or_said(application, query, pins):
    with application.test_request_context():
        form = read_values(CollectionForm, {"title": "Kado", "query": query, "pins": pins})
    assert form.ok or set(form.errors) <= {"query", "pins"}


def test_without_a_title_there_is_none(app):
    with app.test_request_context():
        assert set(read_values(CollectionForm, {}).errors) == {"title"}
