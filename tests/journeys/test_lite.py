"""Light pages asked for on one device, and what that device can read without a connection."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE
from tests.journeys.sights import Sights

pytestmark = pytest.mark.journey
PHOTOS = re.compile(r"/media/|/static/dist/hero-")
FONTS = re.compile(r"\.woff2")


@pytest.fixture(scope="module")
def sights(site):
    sights = Sights(site)
    site.prepare_pictures(sights.gallery[-10:], *sights.newest(12))
    return sights


def watched(visitor):
    asked = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    return asked


def photos(asked):
    return [url for url in asked if PHOTOS.search(url)]


def switch(visitor, words, light):
    visitor.page.get_by_role("button", name=words).click()
    expect(visitor.page.locator("html.light")).to_have_count(int(light))
    expect(visitor.page.locator(f'[data-lite="{"off" if light else "on"}"]')).to_be_visible()
    visitor.page.wait_for_load_state("networkidle")


def test_who_asks_for_light_pages_fetches_photos_by_tapping_and_is_remembered(visit, site, sights):
    buyer = visit(PHONE)
    asked = watched(buyer)
    buyer.open("/products")
    assert photos(asked)
    switch(buyer, "Hemat data", light=True)
    assert buyer.page.context.cookies() == []
    for path in ("/", "/products", sights.gallery):
        asked.clear()
        buyer.open(path)
        buyer.page.wait_for_load_state("networkidle")
        buyer.reads("Halaman ringan.")
        buyer.page.evaluate("scrollTo(0, document.body.scrollHeight)")
        buyer.page.wait_for_load_state("networkidle")
        assert photos(asked) == [], path
        assert not any(map(FONTS.search, asked)), path
    buyer.main.locator(".tap summary").first.click()
    expect(buyer.main.locator(".tap[open] img")).to_have_js_property("complete", True)
    buyer.page.wait_for_load_state("networkidle")
    assert len(photos(asked)) == 1
    switch(buyer, "Tampilkan foto lagi", light=False)
    asked.clear()
    buyer.open("/products")
    buyer.page.wait_for_load_state("networkidle")
    assert photos(asked)


def test_without_scripts_the_browsers_own_data_saver_is_enough(chromium, site, sights):
    context = chromium.new_context(
        base_url=site.url, viewport=PHONE, java_script_enabled=False, extra_http_headers={"Save-Data": "on"}
    )
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/products", wait_until="networkidle")
    assert photos(asked) == []
    page.locator(".tap__open").first.click()
    page.wait_for_load_state("networkidle")
    assert photos([page.url])
    assert len(photos(asked)) == 1
    context.close()


def test_what_a_device_keeps_is_read_offline_as_of_its_moment(visit, site, sights):
    buyer = visit(PHONE)
    buyer.open(sights.gallery)
    buyer.main.locator("[data-keep-bag] button").click()
    buyer.open("/favourites")
    expect(buyer.main.locator("[data-copied]")).to_be_visible()
    title = buyer.main.locator("[data-bags] .card__t a").inner_text()
    badge = buyer.main.locator("[data-bags] .cap").first.inner_text().strip()
    buyer.page.context.set_offline(True)
    buyer.page.goto("/favourites")
    kept = buyer.main.locator("[data-kept=favourites]")
    expect(kept).to_contain_text(title)
    expect(kept.locator("[data-moment]")).to_contain_text(re.compile(r"^Per \d+ .* luring\."))
    expect(kept).to_contain_text(re.compile(re.escape(badge) + r": per \d+ .*, luring"))
    assert kept.locator(".cap").count() == 0, "no sign that means today"
    buyer.page.goto("/products")
    expect(buyer.main).to_contain_text("Tanpa koneksi")
    buyer.page.context.set_offline(False)
    buyer.page.goto("/favourites")
    expect(buyer.main.locator("[data-bags] .card")).to_have_count(1)
    buyer.page.evaluate("localStorage.clear()")
    buyer.page.context.set_offline(True)
    buyer.page.goto("/favourites")
    expect(buyer.main.locator("[data-nothing]")).to_be_visible()
