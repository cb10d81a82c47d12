"""A buyer looks closely: through the photos, into the stitches, on a dear line, and past a photo that is lost."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import DESK, EVERY_WAY, PHONE
from tests.journeys.people import Visitor
from tests.journeys.sights import Sights
from tests.journeys.site import Site
from tests.journeys.test_page_types import barriers, too_wide

pytestmark = pytest.mark.journey
LEVEL = "dialog [data-level]"


@pytest.fixture(scope="module")
def bag(site: Site) -> str:
    """The page of the bag with the most photos, all of them made."""
    page = Sights(site).gallery
    site.prepare_pictures(page[-10:])
    return page


def enlarged(visitor: Visitor, bag: str, number: int = 1) -> Page:
    visitor.open(bag)
    visitor.main.get_by_role("link", name=f"Foto {number}/5, perbesar: ").click()
    visitor.page.locator("dialog[data-sharp]").wait_for()
    return visitor.page


def level(page: Page) -> int:
    return int(page.locator(LEVEL).inner_text().rstrip("%"))


@EVERY_WAY
def test_every_photo_says_its_place_and_can_be_seen_large(visit, bag, size, scripts):
    buyer = visit(size, scripts)
    buyer.open(bag)
    strip = buyer.main.locator(".gal__main > li")
    assert strip.locator(".gal__n").all_inner_texts() == [f"{n}/5" for n in range(1, 6)]
    expect(strip.nth(0)).to_be_in_viewport()
    buyer.main.get_by_role("link", name=re.compile("^Foto 3:")).click()
    expect(strip.nth(2).locator(".gal__n")).to_be_in_viewport(ratio=1)
    large = strip.nth(2).locator("a").get_attribute("href")
    strip.nth(2).locator("a").click()
    if not scripts:
        expect(buyer.page).to_have_url(re.compile(re.escape(large)))
        return
    assert buyer.path == bag, "the thumbnails leave the page's address alone"
    expect(buyer.page.get_by_role("dialog", name="Foto 3/5")).to_be_visible()
    expect(buyer.main.locator(".gal__thumbs [aria-current]")).to_have_attribute("href", "#foto-3")


def test_the_large_photo_is_fetched_when_it_is_asked_for_and_once(visit, bag):
    buyer = visit(PHONE, scale=2)
    asked: list[str] = []
    buyer.page.on("request", lambda request: asked.append(request.url))
    buyer.open(bag)
    buyer.page.wait_for_load_state("networkidle")
    link = buyer.main.locator(".gal__zoom").first
    large = buyer.site.url + (link.get_attribute("data-avif") or "")
    assert large not in asked and buyer.site.url + link.get_attribute("href") not in asked
    before = len(asked)
    link.click()
    buyer.page.locator("dialog[data-sharp]").wait_for()
    assert asked[before:] == [large]


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_keys_enlarge_and_move_and_the_focus_comes_back(visit, bag, size):
    buyer = visit(size)
    buyer.open(bag)
    link = buyer.main.locator(".gal__zoom").nth(1)
    link.focus()
    buyer.page.keyboard.press("Enter")
    page = buyer.page
    page.locator("dialog[data-sharp]").wait_for()
    assert level(page) == 100
    for _ in range(2):
        page.keyboard.press("+")
    assert level(page) == 225
    image = page.locator("dialog img")
    before = image.bounding_box()
    page.keyboard.press("ArrowRight")
    assert image.bounding_box()["x"] < before["x"]
    page.keyboard.press("-")
    assert level(page) == 150
    for _ in range(9):
        page.keyboard.press("+")
    assert level(page) == 500, "there is an end to it"
    page.keyboard.press("0")
    assert level(page) == 100
    page.keyboard.press("ArrowRight")
    box, frame = image.bounding_box(), page.locator("[data-frame]").bounding_box()
    assert frame["x"] <= box["x"] and box["x"] + box["width"] <= frame["x"] + frame["width"] + 1
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    expect(link).to_be_focused()


def test_the_wheel_and_the_buttons_enlarge_and_a_drag_moves(visit, bag):
    page = enlarged(visit(DESK), bag)
    frame = page.locator("[data-frame]").bounding_box()
    middle = frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2
    page.mouse.move(*middle)
    page.mouse.wheel(0, -400)
    page.wait_for_function(f"parseInt(document.querySelector('{LEVEL}').textContent) > 200")
    image = page.locator("dialog img")
    before = image.bounding_box()
    page.mouse.down()
    page.mouse.move(middle[0] + 30, middle[1] + 60, steps=4)
    page.mouse.up()
    assert image.bounding_box()["y"] > before["y"] + 40
    assert level(page) > 200, "a drag is no tap"
    page.mouse.click(*middle)
    assert level(page) == 100
    page.get_by_role("button", name="Perbesar", exact=True).click()
    assert level(page) == 150
    page.get_by_role("button", name="Perkecil", exact=True).click()
    page.get_by_role("button", name="Tutup", exact=True).click()
    expect(page.locator("dialog")).to_be_hidden()


def test_two_fingers_pinch(visit, bag):
    page = enlarged(visit(PHONE), bag)
    line = page.context.new_cdp_session(page)

    def touch(kind: str, *xs: int) -> None:
        points = [{"x": x, "y": 400, "id": number} for number, x in enumerate(xs)]
        line.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 160, 200)
    for apart in (30, 45, 60):
        touch("touchMove", 180 - apart, 180 + apart)
    touch("touchEnd")
    assert 250 <= level(page) <= 320, "three times as far apart"


def test_what_is_open_has_no_barriers_and_a_name(visit, bag):
    visitor = visit(DESK)
    page = enlarged(visitor, bag, 2)
    expect(page.get_by_role("dialog", name="Foto 2/5")).to_be_visible()
    problems = [*too_wide(page), *barriers(page, by_night=1280)]
    assert not problems, "\n".join(problems)


def test_a_large_photo_that_does_not_come_leaves_the_small_one(visit, bag):
    buyer = visit(PHONE)
    buyer.open(bag)
    link = buyer.main.locator(".gal__zoom").first
    large = buyer.site.url + (link.get_attribute("data-avif") or "")

    def refuse(route: Route) -> None:
        route.abort()

    buyer.page.route(large, refuse)
    with buyer.page.expect_event("requestfailed", lambda request: request.url == large):
        link.click()
    image = buyer.page.locator("dialog img")
    assert image.evaluate("image => image.complete && image.naturalWidth > 0")


@EVERY_WAY
def test_a_file_that_is_lost_leaves_the_colour_and_no_broken_image(
    visit: Callable[..., Visitor], site: Site, size: dict[str, int], scripts: bool
) -> None:
    code = Sights(site).newest(1)[0]
    site.prepare_pictures(code)
    buyer, later = visit(size, scripts), visit(size, scripts)
    buyer.open("/products")
    card = f".card:has(a[href*='{code}'])"
    keys = set(re.findall(r"/media/([\w/.]+)", buyer.main.locator(card).inner_html()))
    files = site.box.public_files
    lost = {key: (files.root / key).read_bytes() for key in keys}
    try:
        for key in keys:
            files.delete(key)
        later.open("/products")
        image = later.main.locator(f"{card} img")
        image.scroll_into_view_if_needed()
        later.page.wait_for_load_state("networkidle")
        assert image.evaluate("image => image.complete && image.naturalWidth > 0")
    finally:
        for key, data in lost.items():
            assert files.put(data, key.rpartition(".")[2]) == key


def test_a_photo_grows_sharp_when_it_comes_into_view(visit, bag):
    buyer = visit({"width": 390, "height": 844}, scale=2)
    buyer.open(bag)
    buyer.page.wait_for_load_state("networkidle")
    second = buyer.main.locator(".gal__main img").nth(1)
    fetched = "image => image.currentSrc && image.closest('picture').firstElementChild.srcset"
    before = second.evaluate("image => image.currentSrc")
    assert second.evaluate(fetched).split(before.removeprefix(buyer.site.url))[1].startswith(" 240w")
    buyer.main.get_by_role("link", name=re.compile("^Foto 2:")).click()
    expect(second).not_to_have_js_property("currentSrc", before)
    after = second.evaluate("image => image.currentSrc").removeprefix(buyer.site.url)
    assert second.evaluate(fetched).split(after)[1].startswith(" 640w")


def test_who_saves_data_is_sent_small_pictures(chromium, site, bag):
    context = chromium.new_context(
        base_url=site.url, viewport=PHONE, device_scale_factor=3, extra_http_headers={"Save-Data": "on"}
    )
    page = context.new_page()
    page.goto(bag, wait_until="networkidle")
    widths = page.locator("main img").evaluate_all(
        "all => all.filter(i => i.currentSrc).map(i => i.naturalWidth)"
    )
    context.close()
    assert widths and max(widths) <= 400
