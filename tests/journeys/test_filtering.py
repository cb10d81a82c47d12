"""A buyer narrows the list and lets go again, one filter at a time or all at once, with and without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import BOTH_ENDS, DESK, EVERY_WAY, PHONE
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
    assert len(buyer.texts(".grid .card")) == len(buyer.texts(".grid .card .cap"))
    assert all("zigzag" in title.lower() for title in buyer.texts("[data-list] .card__t a"))


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


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_button_says_what_the_page_behind_it_will_show(visit, size):
    buyer = visit(size)
    buyer.open("/products")
    everything = shown(buyer)
    form = buyer.page.locator("#saring form" if size == PHONE else ".filters form")
    button = form.locator("button[type=submit]")
    if size == PHONE:
        buyer.main.get_by_role("link", name=re.compile("Saring")).first.click()
    expect(button).to_have_text(f"Lihat {everything} tas")
    box = form.locator("label:has(input[name=type][value=tote])")
    beside = int(box.locator(".n").inner_text())
    box.click()
    expect(button).to_have_text(f"Lihat {beside} tas")
    form.locator("label:has(input[name=certified])").click()
    expect(button).not_to_have_text(f"Lihat {beside} tas")
    promised = button.inner_text()
    assert box.locator(".n").inner_text() in promised, "with one kind ticked its number is that of the page"
    button.click()
    expect(buyer.page).to_have_url(
        re.compile(r"/products\?certified=1&type=tote$|/products\?type=tote&certified=1$")
    )
    assert promised == f"Lihat {shown(buyer)} tas"
    ticked = form.locator("input:checked:not([value=''])")
    assert sorted(ticked.evaluate_all("boxes => boxes.map(box => box.name)")) == ["certified", "type"]


def test_the_sheet_is_reached_and_left_by_keys_and_hides_the_page_behind_it(visit):
    buyer = visit(PHONE)
    buyer.open("/products")
    opener = buyer.main.get_by_role("link", name=re.compile("Saring")).first
    opener.focus()
    buyer.page.keyboard.press("Enter")
    close = buyer.page.locator("#saring").get_by_role("link", name="Tutup")
    expect(close).to_be_focused()
    assert buyer.page.locator("header").first.evaluate("header => header.inert")
    for _ in range(3):
        buyer.page.keyboard.press("Tab")
        assert buyer.page.evaluate("document.activeElement.closest('.sheet') !== null")
    buyer.page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    assert not buyer.page.locator("header").first.evaluate("header => header.inert")


def titles(buyer: Visitor) -> list[str]:
    return buyer.main.locator("[data-list] .card__t a").all_inner_texts()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_more_bags_are_added_and_the_way_back_leads_to_the_bag_one_looked_at(visit, size):
    buyer = visit(size)
    buyer.open("/products?sort=cheapest")
    first = titles(buyer)
    buyer.follow(re.compile(r"^Muat \d+ lagi$"))
    cards = buyer.main.locator("[data-list] .card__t a")
    expect(cards).not_to_have_count(len(first))
    both = titles(buyer)
    assert both[: len(first)] == first
    addresses = cards.evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert len(set(addresses)) == len(both)
    expect(cards.nth(len(first))).to_be_focused()
    expect(buyer.page).to_have_url(re.compile(r"sort=cheapest&after="))
    expect(buyer.main.locator("[data-pager] p")).to_contain_text(f"Menampilkan {len(both)} dari")
    looked_at = cards.nth(len(first) - 3)
    looked_at.scroll_into_view_if_needed()
    before = looked_at.bounding_box()
    looked_at.click()
    expect(buyer.page).to_have_url(re.compile(r"/products/[^?]+$"))
    buyer.page.go_back()
    expect(cards).to_have_count(len(both))
    assert titles(buyer) == both
    expect(cards.nth(len(first) - 3)).to_be_in_viewport()
    assert abs(cards.nth(len(first) - 3).bounding_box()["y"] - before["y"]) < 40
    address = buyer.path
    other = visit(size, False)
    other.open(address)
    assert titles(other) == both[len(first) :], "the address alone leads to the page one had come to"
    other.follow("Kembali ke tas pertama")
    assert titles(other) == first


@EVERY_WAY
def test_a_buyer_names_her_kelurahan_and_its_bags_come_first(visit, size, scripts):
    buyer = visit(size, scripts)
    buyer.open("/products?type=tote")
    found = shown(buyer)
    buyer.main.locator("details.sorter > summary").click()
    buyer.follow("Kelurahan saya dulu…")
    buyer.follow("Lok Tuan")
    expect(buyer.page).to_have_url(re.compile(r"/products\?type=tote&near=64\.74\.01\.1003&sort=near$"))
    assert shown(buyer) == found
    buyer.main.locator("details.sorter > summary").click()
    expect(buyer.main.locator(".sorter__list [aria-current]")).to_have_text("Kelurahan saya dulu")


@BOTH_ENDS
def test_where_nothing_is_found_the_way_leads_to_those_who_make_it(visit, size, scripts):
    buyer = visit(size, scripts)
    buyer.open("/products?q=tidakadatasbegini&technique=crochet")
    buyer.reads("Minta dibuatkan")
    buyer.main.locator(".made .person").first.click()
    expect(buyer.page).to_have_url(re.compile("/artisans/"))
    buyer.page.go_back()
    buyer.follow("Semua perajin dengan sertifikat itu")
    expect(buyer.page).to_have_url(re.compile(r"/artisans\?certified=1&technique=crochet$"))
    assert buyer.texts(".person")


def test_a_second_tap_on_load_more_adds_nothing_twice(visit):
    buyer = visit(PHONE)
    buyer.open("/products?sort=cheapest")
    first = len(titles(buyer))
    more = buyer.main.locator("[data-pager] a[rel=next]")
    coming = int(re.search(r"\d+", more.inner_text())[0])
    more.evaluate("link => { link.click(); link.click(); }")
    cards = buyer.main.locator("[data-list] .card__t a")
    expect(cards).not_to_have_count(first)
    buyer.page.wait_for_load_state("networkidle")
    expect(cards).to_have_count(first + coming)


def test_escape_gives_back_the_whole_line_as_typed(visit):
    """Also where the list that is left is still that of fewer letters."""
    buyer = visit(DESK)
    buyer.page.route(
        "**/products/suggest*",
        lambda route: route.fulfill(
            content_type="text/html", body='<li role="option" aria-selected="false">ombak</li>'
        ),
    )
    buyer.open("/products")
    field = buyer.page.locator("#top-q")
    field.press_sequentially("om")
    expect(buyer.page.locator("#top-q-list [role=option]")).to_have_count(1)
    buyer.page.route("**/products/suggest*", lambda route: None)
    field.press_sequentially("bre")
    field.press("ArrowDown")
    expect(field).to_have_value("ombak")
    field.press("Escape")
    expect(field).to_have_value("ombre")
