"""An artisan and a list of bags for machines: nothing of a certificate is left once it is not valid."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime

import pytest

from marketplace.certificates.rules import Status

TODAY = date(2026, 4, 14)


def nodes(client, path):
    """The nodes of a page's document by their type; nothing where it has none."""
    page = client.get(path).get_data(as_text=True)
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert len(found) <= 1
    return {node["@type"]: node for node in json.loads(found[0])["@graph"]} if found else {}


@pytest.fixture
def artisan(make):
    return make.artisan(name="Siti Contoh", slug="siti")


@pytest.fixture
def certificate(make, artisan):
    return make.certificate(artisan, code="BTG-7K4P")


@pytest.fixture
def places(make, artisan, certificate):
    """Every page that tells machines of a person: her own, her bag's, her record's."""
    bag = make.listing(artisan)
    return ["/artisans/siti", f"/products/{bag.slug}-{bag.code}", f"/c/{certificate.code}"]


def test_her_page_is_about_a_person_who_holds_a_certificate(client, certificate):
    found = nodes(client, "/artisans/siti")
    person = found["ProfilePage"]["mainEntity"]
    assert (person["@type"], person["name"]) == ("Person", "Siti Contoh")
    assert person["url"] == "http://127.0.0.1:8000/artisans/siti"
    assert person["workLocation"] == {"@type": "Place", "name": "Bontang Kuala"}
    assert person["hasCertification"]["url"].endswith(f"/c/{certificate.code}")
    assert len(found["BreadcrumbList"]["itemListElement"]) == 3


def certified(client, places, code):
    return {place for place in places if code in json.dumps(nodes(client, place))}


@pytest.mark.parametrize("status", [Status.SUSPENDED, Status.REVOKED])
def test_a_decision_takes_it_off_every_page_at_once(client, session, certificate, places, status):
    assert certified(client, places, certificate.code) == set(places)
    certificate.status = status
    session.commit()
    for place in places:
        told = json.dumps(nodes(client, place))
        assert certificate.code not in told and "hasC" not in told and "Certif" not in told, place


def test_midnight_takes_it_off_every_page_without_any_job(client, session, clock, certificate, places):
    certificate.valid_until = TODAY
    session.commit()
    clock.now = datetime(2026, 4, 14, 15, 59, 59, tzinfo=UTC)
    assert certified(client, places, certificate.code) == set(places)
    clock.now = datetime(2026, 4, 14, 16, 0, tzinfo=UTC)
    assert not any("hasC" in json.dumps(nodes(client, place)) for place in places)


def test_no_product_ever_carries_a_certificate(client, places):
    product = nodes(client, places[1])["Product"]
    assert not {"hasCredential", "hasCertification", "award"} & set(product)
    assert "hasCertification" in product["manufacturer"]


def test_a_list_names_each_bag_it_shows_in_its_order(client, make):
    bags = [make.listing() for _ in range(3)]
    items = nodes(client, "/en/products")["ItemList"]["itemListElement"]
    assert [(one["position"], one["url"]) for one in items] == [
        (position, f"http://127.0.0.1:8000/en/products/{bag.slug}-{bag.code}")
        for position, bag in enumerate(reversed(bags), start=1)
    ]
    assert nodes(client, "/products?type=clutch") == {}


def test_a_record_of_a_hidden_holder_names_no_page_of_hers(client, session, artisan, certificate):
    artisan.visible = False
    session.commit()
    person = nodes(client, f"/c/{certificate.code}")["Person"]
    assert "url" not in person and person["hasCredential"]
