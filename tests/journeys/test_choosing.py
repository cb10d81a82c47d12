"""A buyer chooses a colour and a size: by links, or in place where script runs; what is gone is struck."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import EVERY_WAY, PHONE
from tests.journeys.sights import Sights
from tests.journeys.site import Site
from tests.journeys.test_page_types import too_wide

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def bag(site: Site) -> str:
    """The page of a bag that comes in three colours and two sizes, its photos made."""
    page = Sights(site).varied[0]
    site.prepare_pictures(page[-10:])
    return page


@EVERY_WAY
def test_a_colour_and_a_size_change_price_photo_words_and_address(visit, bag, size, scripts):
    buyer = visit(size, scripts)
    buyer.open(bag)
    page = buyer.page
    price = page.locator(".pdp__price")
    expect(price).to_have_text(re.compile("^mulai Rp"))
    page.evaluate("window.stays = true")
    page.locator("#pick-colour-2").click()
    expect(page.locator("#pick-colour-2")).to_have_attribute("aria-current", "true")
    first = page.url
    page.locator("#pick-size-2").click()
    expect(page.locator("#pick-size-2")).to_have_attribute("aria-current", "true")
    assert "?v=" in first
    assert "?v=" in page.url
    assert page.url != first
    expect(price).not_to_have_text(re.compile("^mulai"))
    link = page.locator("a[href*='/whatsapp']").first.get_attribute("href")
    assert page.url.rpartition("?v=")[2] in link
    name = page.locator("h1").inner_text()
    expect(page.locator("#ask-message")).to_have_value(re.compile(re.escape(name) + r" \(.+, .+\)"))
    assert bool(page.evaluate("window.stays === true")) == scripts, "with script the page stays"
    if scripts:
        assert page.evaluate("document.activeElement.id") == "pick-size-2"
        expect(page.locator(".gal__thumbs a").nth(1)).to_have_attribute("aria-current", "true")
    assert list(too_wide(page)) == []


def test_words_the_buyer_has_changed_are_left_alone(visit, bag):
    buyer = visit(PHONE)
    buyer.open(bag)
    buyer.page.locator("#ask-message").fill("Boleh minta warna lain?")
    buyer.page.locator("#pick-colour-3").click()
    expect(buyer.page.locator("#pick-colour-3")).to_have_attribute("aria-current", "true")
    expect(buyer.page.locator("#ask-message")).to_have_value("Boleh minta warna lain?")
    chosen = buyer.page.url.rpartition("?v=")[2]
    expect(buyer.page.locator(".asked input[name=v]")).to_have_value(chosen)
    assert buyer.page.locator(f"a[hreflang=en][href$='?v={chosen}']").count(), (
        "the other language knows the choice"
    )


def test_without_an_answer_the_link_itself_is_followed(visit, bag):
    buyer = visit(PHONE)
    buyer.open(bag)
    refused = []

    def refuse(route):
        refused.append(route.request.resource_type)
        if route.request.resource_type == "fetch":
            route.abort()
        else:
            route.continue_()

    buyer.page.route("**/*v=*", refuse)
    buyer.page.locator("#pick-colour-2").click()
    expect(buyer.page.locator("#pick-colour-2")).to_have_attribute("aria-current", "true")
    assert refused == ["fetch", "document"]
