"""A buyer without an account keeps bags in the browser; signing in takes them along, signing out leaves none behind."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from marketplace.demo.people import BUYER
from tests.journeys.conftest import BOTH_ENDS, PHONE

pytestmark = pytest.mark.journey
HEARTS = ".card [data-heart]"


def kept_here(visitor, name="favourites"):
    return json.loads(visitor.page.evaluate(f"localStorage.getItem({json.dumps(name)})") or "[]")


def press_heart(visitor, number):
    heart = visitor.main.locator(HEARTS).nth(number)
    before = heart.get_attribute("aria-pressed")
    heart.click()
    expect(heart).to_have_attribute("aria-pressed", "false" if before == "true" else "true")
    return heart.get_attribute("data-heart")


def shown(visitor):
    return [link.get_attribute("href")[-10:] for link in visitor.main.locator("[data-bags] .card__t a").all()]


def test_bags_kept_without_an_account_move_into_it_and_out_of_the_browser(visit):
    buyer = visit(PHONE)
    buyer.open("/products")
    codes = [press_heart(buyer, 0), press_heart(buyer, 2)]
    assert buyer.page.context.cookies() == []
    buyer.open("/favourites")
    expect(buyer.main.locator("[data-bags] .card")).to_have_count(2)
    assert shown(buyer) == codes[::-1]
    press_heart(buyer, 0)
    buyer.page.reload()
    expect(buyer.main.locator("[data-bags] .card")).to_have_count(1)
    assert kept_here(buyer) == [codes[0]]

    with buyer.page.expect_response(re.compile("/favourites/merge$")) as merged:
        buyer.sign_in(BUYER[1])
    assert codes[0] in merged.value.json()["codes"]
    buyer.open("/favourites")
    assert codes[0] in shown(buyer)
    assert kept_here(buyer) == []

    elsewhere = visit(PHONE)
    elsewhere.sign_in(BUYER[1])
    elsewhere.open("/favourites")
    assert codes[0] in shown(elsewhere)
    expect(elsewhere.main.locator(HEARTS).first).to_have_attribute("aria-pressed", "true")
    with elsewhere.page.expect_response(re.compile("/favourites/remove$")):
        press_heart(elsewhere, 0)
    elsewhere.page.reload()
    assert codes[0] not in shown(elsewhere)

    buyer.page.locator("summary").first.click()
    buyer.page.get_by_role("button", name="Keluar").locator("visible=true").first.click()
    expect(buyer.page).not_to_have_url(re.compile("favourites"))
    assert kept_here(buyer) == []
    buyer.open("/favourites")
    expect(buyer.main).to_contain_text("Belum ada favorit")


@BOTH_ENDS
def test_the_button_of_a_bags_page_is_a_way_with_and_without_scripts(visit, size, scripts):
    buyer = visit(size, scripts)
    buyer.open("/products")
    buyer.main.locator(".card__t a").first.click()
    if scripts:
        button = buyer.main.locator("[data-keep-bag] button")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        assert len(kept_here(buyer)) == 1
    else:
        buyer.follow("Simpan ke favorit")
        buyer.reads("Peramban Anda tidak menjalankan skrip")


def test_bags_seen_lately_are_shown_by_this_browser_alone(visit):
    buyer = visit(PHONE)
    buyer.open("/products")
    expect(buyer.main.locator("[data-seen]")).to_be_hidden()
    for number in (0, 1):
        buyer.open("/products")
        buyer.main.locator("ul.grid .card__t a").nth(number).click()
        expect(buyer.main.locator("[data-keep-bag] button")).to_be_visible()
    codes = kept_here(buyer, "seen")
    asked = []
    buyer.page.on("request", lambda request: asked.append(request.url) if codes[0] in request.url else None)
    buyer.open("/")
    expect(buyer.main.locator("[data-seen] .card")).to_have_count(2)
    assert [url.rpartition("/")[2] for url in asked] == ["favourites?codes=" + ",".join(codes)]
    buyer.press("Lupakan")
    assert kept_here(buyer, "seen") == []
    buyer.page.reload()
    expect(buyer.main.locator("[data-seen]")).to_be_hidden()
