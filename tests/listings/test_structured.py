"""What machines are told: the credential is the person's, and only while it is valid."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.certificates.rules import Status
from marketplace.listings import operations, variants
from marketplace.listings.rules import Availability, Colour, MadeBy, State
from marketplace.listings.shop import page_of
from marketplace.listings.structured import structured
from tests.conftest import NOON

TODAY = date(2026, 4, 14)


@pytest.fixture(autouse=True)
def in_a_request(app):
    with app.test_request_context("/"):
        yield


def told(bag):
    """The bag's own node."""
    document = structured(page_of(bag.code, TODAY), "http://127.0.0.1:8000/here", TODAY)
    assert document["@context"] == "https://schema.org"
    return next(node for node in document["@graph"] if node["@type"] == "Product")


def test_the_credential_stands_on_the_person_and_never_on_the_bag(make):
    artisan = make.artisan(name="Siti Rahma", slug="siti")
    certificate = make.certificate(artisan)
    data = told(make.listing(artisan))
    assert data["manufacturer"]["@type"] == "Person"
    credential = data["manufacturer"]["hasCredential"]
    assert credential["url"] == f"http://127.0.0.1:8000/c/{certificate.code}"
    assert (credential["validFrom"], credential["expires"]) == ("2025-10-31", "2028-10-31")
    assert credential["recognizedBy"]["name"] == "LSP Contoh"
    assert not {"hasCredential", "hasCertification", "award"} & set(data)


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.VERIFIED])
def test_what_is_not_valid_today_is_no_credential(make, status):
    artisan = make.artisan()
    make.certificate(artisan, status=status)
    assert "hasCredential" not in json.dumps(told(make.listing(artisan)))


@pytest.mark.parametrize(("last", "credited"), [(TODAY, True), (date(2026, 4, 13), False)])
def test_it_ends_with_its_last_day(make, last, credited):
    artisan = make.artisan()
    make.certificate(artisan, valid_until=last)
    assert ("hasCredential" in json.dumps(told(make.listing(artisan)))) == credited


@pytest.mark.parametrize("made_by", [MadeBy.GROUP, MadeBy.OTHERS])
def test_a_bag_she_did_not_make_names_no_manufacturer_and_no_credential(make, made_by):
    artisan = make.artisan()
    make.certificate(artisan)
    data = told(make.listing(artisan, made_by=made_by))
    assert "manufacturer" not in data
    assert "hasCredential" not in json.dumps(data)
    assert data["offers"]["seller"]["name"] == artisan.name


@pytest.mark.parametrize(
    ("changes", "stock"),
    [
        ({}, "InStock"),
        ({"availability": Availability.MADE_TO_ORDER, "lead_days": 7}, "MadeToOrder"),
        ({"state": State.SOLD}, "SoldOut"),
        ({"state": State.PAUSED}, None),
    ],
)
def test_an_offer_is_in_whole_rupiah_and_says_what_can_be_had(make, changes, stock):
    offer = told(make.listing(price=285_000, **changes)).get("offers")
    if stock is None:
        assert offer is None
        return
    assert (offer["price"], offer["priceCurrency"]) == (285_000, "IDR")
    assert offer["availability"] == f"https://schema.org/{stock}"


def test_variations_of_different_prices_are_told_from_the_lowest_to_the_highest(make):
    bag = make.listing(price=100_000)
    actor = Actor(bag.artisan.account_id, Role.ARTISAN, bag.artisan.name, bag.artisan_id)
    variants.add(bag, [Colour.RED], ["S", "M", "L"], actor=actor)
    _, middle, large = bag.variants
    middle.price, large.price, large.off = 150_000, 900_000, True
    operations.finish(bag, actor=actor, at=NOON)
    make.session.commit()
    offer = told(bag)["offers"]
    assert (offer["@type"], offer["lowPrice"], offer["highPrice"]) == ("AggregateOffer", 100_000, 150_000)
    assert offer["offerCount"] == 2 and "price" not in offer, "what cannot be had is no offer"
    middle.price = None
    operations.finish(bag, actor=actor, at=NOON)
    make.session.commit()
    assert (told(bag)["offers"]["@type"], told(bag)["offers"]["price"]) == ("Offer", 100_000)


def test_what_she_typed_cannot_end_the_script_that_carries_it(make, client):
    bag = make.listing(title="</script><b>", story="<!--<script> & ' \u2028")
    page = client.get(f"/products/{bag.slug}-{bag.code}").get_data(as_text=True)
    (script,) = re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert json.loads(script)["@graph"][0]["name"] == "</script><b>"
    assert not {"<", ">", "&", "'"} & set(script)


def test_it_has_what_google_requires_of_a_merchant_listing(make):
    """Google, "Merchant listing structured data": name and image; of the offer its price above zero and currency."""
    data = told(make.listing(photos=2))
    assert data["name"] and len(data["image"]) == 2
    assert all(address.startswith("http://127.0.0.1:8000/media/") for address in data["image"])
    offer = data["offers"]
    assert offer["@type"] == "Offer" and offer["price"] > 0 and offer["priceCurrency"] == "IDR"
    assert offer["itemCondition"] == "https://schema.org/NewCondition"
    assert offer["seller"]["@type"] == "Person"
    assert offer["seller"]["@id"] == data["manufacturer"]["@id"], "the same person, told of once"


def test_what_a_maker_on_a_break_offers_can_be_had_from_a_day_on(make):
    bag = make.listing(make.artisan(paused_until=date(2026, 5, 2)))
    offer = told(bag)["offers"]
    assert (offer["availability"], offer["availabilityStarts"]) == (
        "https://schema.org/BackOrder",
        "2026-05-02",
    )
