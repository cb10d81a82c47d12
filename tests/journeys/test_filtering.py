"""A buyer narrows the list and lets go again, one filter at a time or all at once, with and without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, EVERY_WAY, PHONE
from tests.journeys.people import Visitor
from tests.journeys.test_buying import shown

pytestmark = pytest.mark.journey


def chips(buyer: Visitor) -> list[str]:
    """The filters that are set, in words."""
    return [text.splitlines()[0].strip() for text in buyer.main.locator(".bar1 .chip--on").all_inner_texts()]


@EVERY_WAY
def test_one_chip_takes_back_one_filter_and_the_address_says_what_is_left(visit, size, scripts):
    buyer = visit(size, scripts)
    buyer.open("/products")
    everything = shown(buyer)
    buyer.open("/products?certified=1&type=tote&q=ombak")
    narrow = shown(buyer)
    assert 0 < narrow < everything
    assert len(chips(buyer)) == 3
    buyer.main.locator(".bar1 .chip--on", has_text="ombak").click()
    expect(buyer.page).not_to_have_url(re.compile("q="))
    assert narrow <= shown(buyer) < everything
    assert re.search(r"\?type=tote&certified=1$|\?certified=1&type=tote$", buyer.path)
    buyer.main.locator(".bar1 .chip--on", has_text="Sertifikat").click()
    expect(buyer.page).to_have_url(re.compile(r"/products\?type=tote$"))
    buyer.main.locator(".bar1 .chip--on").click()
    expect(buyer.page).to_have_url(re.compile(r"/products$"))
    assert (shown(buyer), chips(buyer)) == (everything, [])


@pytest.mark.parametrize("scripts", [True, False])
def test_clear_all_in_the_sheet_lets_go_of_everything(visit, scripts):
    buyer = visit(PHONE, scripts)
    buyer.open("/products?certified=1&type=tote&low=50000&sort=cheapest")
    narrow = shown(buyer)
    buyer.main.get_by_role("link", name=re.compile("Saring")).first.click()
    buyer.follow("Hapus semua")
    expect(buyer.page).to_have_url(re.compile(r"/products$"))
    assert shown(buyer) > narrow
    assert chips(buyer) == []


@EVERY_WAY
def test_words_and_the_certificate_filter_go_together_and_no_empty_field_stays_behind(visit, size, scripts):
    buyer = visit(size, scripts)
    buyer.open("/products?q=zigzag")
    found = shown(buyer)
    form = buyer.page.locator("#saring form" if size == PHONE else ".filters form")
    if size == PHONE:
        buyer.main.get_by_role("link", name=re.compile("Saring")).first.click()
    form.locator("label:has(input[name=certified])").click()
    form.locator("button[type=submit]").click()
    expect(buyer.page).to_have_url(re.compile(r"/products\?q=zigzag&certified=1$"))
    assert 0 < shown(buyer) <= found
    badges = buyer.main.locator(".grid .card")
    assert badges.count() == buyer.main.locator(".grid .card .cap").count() > 0
    assert all("zigzag" in title.lower() for title in buyer.main.locator(".card__t a").all_inner_texts())


@pytest.mark.parametrize("scripts", [True, False])
def test_the_search_on_the_page_keeps_the_filter_and_the_one_above_asks_anew(visit, scripts):
    phone = visit(PHONE, scripts)
    phone.open("/products?certified=1&sort=cheapest")
    phone.page.locator("header a.top__narrow").click()
    expect(phone.page).to_have_url(re.compile(r"/products\?certified=1&sort=cheapest#q$"))
    phone.page.locator("#browse-q").fill("ombak")
    phone.page.locator("#browse-q").press("Enter")
    expect(phone.page).to_have_url(re.compile(r"q=ombak"))
    assert "certified=1" in phone.path and "sort=cheapest" in phone.path
    desk = visit(DESK, scripts)
    desk.open("/products?certified=1&sort=cheapest")
    desk.page.locator("#top-q").fill("ombak")
    desk.page.locator("#top-q").press("Enter")
    expect(desk.page).to_have_url(re.compile(r"/products\?q=ombak$"))
