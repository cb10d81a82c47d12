"""What search engines are told."""

from __future__ import annotations

from xml.etree import ElementTree

from marketplace.listings.rules import State
from marketplace.pages.views.robots import PRIVATE
from tests.factories.noise import unseen_bags


def test_robots_are_told_where_the_map_is(client):
    lines = client.get("/robots.txt").get_data(as_text=True).splitlines()
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in lines
    assert "Disallow: /en/studio" in lines


def test_the_map_lists_public_things_in_both_languages_and_no_drafts(client, make):
    shown = make.listing()
    hidden = make.listing(state=State.DRAFT)
    sitemap = client.get("/sitemap.xml").get_data(as_text=True)
    assert f"http://127.0.0.1:8000/products/{shown.slug}-{shown.code}" in sitemap
    assert f"http://127.0.0.1:8000/en/products/{shown.slug}-{shown.code}" in sitemap
    assert hidden.code not in sitemap


def test_every_private_area_is_named_in_both_languages(client):
    lines = client.get("/robots.txt").get_data(as_text=True).splitlines()
    assert {f"Disallow: {prefix}{path}" for path in PRIVATE for prefix in ("", "/en")} <= set(lines)
    assert not any("/c/" in line or "/verify" in line for line in lines), "a record is for everybody"


def test_every_address_of_the_map_is_a_page_and_stands_there_once(client, make):
    unseen_bags(make)
    make.listing(slug="", title="🧶")
    tree = ElementTree.fromstring(client.get("/sitemap.xml").data)
    found = [node.text for node in tree.iter() if node.tag.endswith("}loc")]
    assert len(found) == len(set(found)) > 10
    for address in found:
        assert client.get(address.removeprefix("http://127.0.0.1:8000")).status_code == 200, address


def test_both_are_typed(client):
    assert client.get("/robots.txt").mimetype == "text/plain"
    assert client.get("/sitemap.xml").mimetype == "application/xml"
