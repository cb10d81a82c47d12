"""Catalogues for shopping channels: what they require, nothing that was not recorded, no certificate at all."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from xml.etree import ElementTree

import pytest

from marketplace.feeds import offered
from marketplace.feeds.channels import COLUMNS, GOOGLE, META
from marketplace.listings.rules import Availability, Colour, MadeBy, Material
from marketplace.listings.stock import Stock
from tests.factories.noise import unseen_bags

BASE = "http://127.0.0.1:8000"
G = "{http://base.google.com/ns/1.0}"


def google(client, prefix=""):
    answer = client.get(f"{prefix}/feeds/google.xml")
    assert (answer.status_code, answer.mimetype) == (200, "application/xml")
    tree = ElementTree.fromstring(answer.data)
    return [{node.tag.removeprefix(G): node.text for node in item} for item in tree.iter("item")]


def meta(client, prefix=""):
    answer = client.get(f"{prefix}/feeds/meta.csv")
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    return list(csv.DictReader(StringIO(answer.get_data(as_text=True))))


@pytest.fixture
def bag(make):
    artisan = make.artisan(name="Siti Contoh")
    make.certificate(artisan)
    return make.listing(
        artisan,
        title="Tote Ombak",
        photos=3,
        colours=(Colour.NAVY, Colour.WHITE),
        materials=(Material.COTTON, Material.NYLON),
        story="Tas bersertifikat BNSP!",
    )


def test_google_gets_what_it_requires(client, bag):
    """support.google.com/merchants/answer/7052112."""
    (item,) = google(client)
    assert item["id"] == bag.code and len(item["id"]) <= 50
    assert item["title"] == "Tote Ombak"
    assert item["link"] == f"{BASE}/products/{bag.slug}-{bag.code}"
    assert item["image_link"] == f"{BASE}/media/" + next(
        row.key for row in bag.photos[0].picture.renditions if (row.width, row.format) == (400, "jpeg")
    )
    assert (item["price"], item["condition"]) == ("285000 IDR", "new")
    assert item["availability"] == "in_stock" and "availability_date" not in item
    assert (item["brand"], item["identifier_exists"]) == ("Siti Contoh", "no")
    assert item["color"] == "Navy/Putih" and item["material"] == "Katun/Nilon"
    assert "34 × 10 × 36" in item["description"]


def test_meta_gets_the_same_in_its_own_words(client, bag):
    (row,) = meta(client)
    (item,) = google(client)
    assert tuple(row) == COLUMNS
    assert row["availability"] == "in stock"
    assert len(row["additional_image_link"].split(",")) == 2
    for name in ("id", "title", "description", "condition", "price", "link", "image_link", "brand", "color"):
        assert row[name] == item[name]


def test_no_channel_is_told_of_a_certificate_in_any_words(client, bag):
    for path in ("/feeds/google.xml", "/feeds/meta.csv", "/en/feeds/google.xml", "/en/feeds/meta.csv"):
        told = client.get(path).get_data(as_text=True).lower()
        assert not [word for word in ("sertifi", "certif", "bnsp", "lsp") if word in told], path


@pytest.mark.parametrize("made_by", [MadeBy.GROUP, MadeBy.OTHERS])
def test_a_bag_of_other_hands_has_no_brand(client, bag, session, made_by):
    bag.made_by = made_by
    session.commit()
    assert "brand" not in google(client)[0] and meta(client)[0]["brand"] == ""


@pytest.mark.parametrize(
    ("changes", "away", "found", "day"),
    [
        ({"availability": Availability.MADE_TO_ORDER, "lead_days": 7}, None, "backorder", "2026-04-21"),
        ({}, date(2026, 5, 2), "backorder", "2026-05-02"),
        (
            {"availability": Availability.MADE_TO_ORDER, "lead_days": 7},
            date(2026, 5, 2),
            "backorder",
            "2026-05-09",
        ),
    ],
)
def test_what_is_not_there_yet_has_its_day(client, bag, session, changes, away, found, day):
    for name, value in changes.items():
        setattr(bag, name, value)
    bag.artisan.paused_until = away
    session.commit()
    (item,) = google(client)
    assert (item["availability"], item["availability_date"]) == (found, f"{day}T00:00+0800")
    assert meta(client)[0]["availability"] == "available for order"


def test_every_state_that_is_offered_has_a_word_on_each_channel():
    assert set(GOOGLE) == set(META) == set(Stock) - {Stock.SOLD}


def test_only_bags_on_offer_with_a_finished_picture_are_there(client, make):
    unseen_bags(make)
    make.listing(photos=0)
    shown = make.listing()
    assert [item["id"] for item in google(client)] == [row["id"] for row in meta(client)] == [shown.code]


@pytest.mark.parametrize("title", ["=1+1", "+62", "-2", "@SUM(A1)"])
def test_no_title_is_a_formula_for_who_opens_the_list(client, make, title):
    make.listing(title=title)
    assert meta(client)[0]["title"] == f"'{title}"
    assert google(client)[0]["title"] == title


def test_both_are_in_the_language_they_are_asked_in(client, bag):
    assert "Katun" in meta(client)[0]["material"] and "Cotton" in meta(client, "/en")[0]["material"]
    assert google(client, "/en")[0]["link"].startswith(f"{BASE}/en/products/")
    assert google(client)[0]["id"] == google(client, "/en")[0]["id"]


def test_they_come_in_batches_of_few_statements(client, make, queries, monkeypatch):
    monkeypatch.setattr(offered, "BATCH", 2)
    for _ in range(5):
        make.listing()
    for fetch in (google, meta):
        with queries() as asked:
            assert len(fetch(client)) == 5
        assert len(asked) <= 3 * 6 + 1
    answer = client.get("/feeds/meta.csv", buffered=False)
    assert answer.is_streamed
    answer.close()
