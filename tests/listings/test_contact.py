"""Her number is in a link only where she agreed to it; what is said in the draft can be read."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from flask_babel import force_locale

from marketplace.artisans.rules import FormOfAddress
from marketplace.listings.contact import LONGEST, whatsapp_about, whatsapp_of

NUMBER = "+6281250000001"
HERE = "http://127.0.0.1:8000/products/tas-0000000001"


@pytest.fixture(autouse=True)
def in_a_request(app):
    with app.test_request_context("/"):
        yield


def draft(link):
    return parse_qs(urlsplit(link).query)["text"][0]


@pytest.mark.parametrize(("number", "agreed"), [(NUMBER, False), (None, True), ("", True), (None, False)])
def test_without_her_yes_or_her_number_there_is_no_link(make, number, agreed):
    artisan = make.artisan(whatsapp=number, whatsapp_public=agreed)
    assert whatsapp_of(artisan) == ""
    assert whatsapp_about(make.listing(artisan), HERE) == ""


@pytest.mark.parametrize(
    ("locale", "question"), [("id", "Apakah masih ada?"), ("en", "Is it still available?")]
)
def test_the_draft_names_her_the_bag_its_price_and_its_page(make, locale, question):
    artisan = make.artisan(
        name="Siti Rahma", form_of_address=FormOfAddress.BU, whatsapp=NUMBER, whatsapp_public=True
    )
    bag = make.listing(artisan, title="Tas & Rajut #1?", price=285_000)
    with force_locale(locale):
        link = whatsapp_about(bag, HERE)
    assert link.startswith("https://wa.me/6281250000001?text=")
    said = draft(link)
    for part in ("Bu Siti", "Tas & Rajut #1?", "285", HERE, question):
        assert part in said, part
    with force_locale(locale):
        assert "Bu Siti" in draft(whatsapp_of(artisan))


def test_a_draft_is_never_longer_than_whatsapp_takes(make):
    artisan = make.artisan(whatsapp=NUMBER, whatsapp_public=True)
    bag = make.listing(artisan, title="T" * 80)
    assert len(draft(whatsapp_about(bag, HERE + "x" * 800))) == LONGEST
