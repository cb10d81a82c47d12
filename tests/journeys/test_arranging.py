"""Putting photos in order, choosing what stays in sight, and undoing a deletion: by hand and by key."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from marketplace.accounts.models import Account
from marketplace.artisans.models import Artisan
from marketplace.listings.models import Listing
from tests.journeys.conftest import DESK, EVERY_WAY, PHONE
from tests.journeys.people import Visitor
from tests.journeys.site import Site

pytestmark = pytest.mark.journey
TILE, PLACE = "li[id^=photo-]", "[data-arranged]"
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])


@pytest.fixture
def editor(site: Site, visit: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """The editor of the bag with the most photos, opened by its maker."""

    def come(*way: object) -> Visitor:
        with site.change() as session:
            bag = max(session.query(Listing).all(), key=lambda one: len(one.photos))
            account = session.query(Account).join(Artisan).filter(Artisan.id == bag.artisan_id).one().id
            code = bag.code
        site.prepare_pictures(code)
        artisan = visit(*way)
        artisan.enter(account)
        artisan.open(f"/studio/listings/{code}/edit")
        artisan.page.wait_for_load_state("load")
        return artisan

    return come


def order(artisan: Visitor) -> list[str]:
    return [str(tile.get_attribute("id")) for tile in artisan.page.locator(TILE).all()]


def drag(artisan: Visitor, source: int, target: int, let_go: bool = True) -> None:
    mouse = artisan.page.mouse
    grip = artisan.page.locator(TILE).nth(source).locator("[data-grip]")
    grip.evaluate("grip => grip.scrollIntoView({block: 'center'})")
    here = grip.bounding_box()
    there = artisan.page.locator(TILE).nth(target).locator(".ph__img").bounding_box()
    assert here and there
    mouse.move(here["x"] + 8, here["y"] + 8)
    mouse.down()
    mouse.move(there["x"] + there["width"] / 2, there["y"] + there["height"] / 2, steps=4)
    if let_go:
        mouse.up()


@SIZES
def test_a_drag_is_kept_said_and_taken_back_when_it_fails(
    editor: Callable[..., Visitor], size: object
) -> None:
    artisan = editor(size, True)
    before = order(artisan)
    typed = artisan.page.locator(TILE).nth(1).locator(".ph__words input")
    typed.fill("Dari dekat")
    drag(artisan, 1, 0)
    expect(artisan.page.locator(PLACE)).to_have_text("Dipindahkan: foto ini sekarang nomor 1.")
    after = [before[1], before[0], *before[2:]]
    assert order(artisan) == after
    assert artisan.page.locator(TILE).first.locator(".ph__words input").input_value() == "Dari dekat"
    expect(artisan.page.locator(f"{TILE} .ph__flag")).to_have_count(1)
    expect(artisan.page.locator(TILE).first.locator(".ph__flag")).to_be_visible()
    artisan.page.route("**/photos/order", lambda route: route.abort())
    drag(artisan, 1, 0)
    expect(artisan.page.locator(PLACE)).to_contain_text("kembali ke urutan semula")
    assert order(artisan) == after
    drag(artisan, 1, 0, let_go=False)
    assert order(artisan) != after
    artisan.page.keyboard.press("Escape")
    artisan.page.mouse.up()
    assert order(artisan) == after
    artisan.page.unroute("**/photos/order")
    artisan.page.reload()
    assert order(artisan) == after


@SIZES
def test_a_tap_is_the_point_and_keys_choose_a_part(editor: Callable[..., Visitor], size: object) -> None:
    artisan = editor(size, True)
    tile = artisan.page.locator(TILE).nth(1)
    tile.locator("summary").click()
    picture = tile.locator("[data-focal-picture]")
    picture.evaluate("picture => picture.scrollIntoView({block: 'center'})")
    box = picture.bounding_box()
    assert box
    there = {"x": box["width"] * 0.31, "y": box["height"] * 0.62}
    picture.click(position=there)
    point = tile.locator("input[type=radio][value='30,60']")
    expect(point).to_be_checked()
    expect(tile.locator(".ph__img .pic")).to_have_class(re.compile("pic--x3 pic--y6"))
    tile.locator("input[type=radio][value='20,20']").focus()
    artisan.page.keyboard.press("Space")
    artisan.page.keyboard.press("ArrowRight")
    expect(tile.locator("input[type=radio][value='50,20']")).to_be_checked()
    expect(tile.locator(".ph__img .pic")).to_have_class(re.compile("pic--x5 pic--y2"))
    expect(tile.locator(".focal__dot")).to_be_hidden()
    picture.click(position=there)
    expect(point).to_be_checked()
    artisan.page.locator(".actbar button[value=save]").click()
    artisan.reads("Tersimpan")
    assert artisan.page.locator(TILE).nth(1).locator("input[type=radio]:checked").input_value() == "30,60"


@EVERY_WAY
def test_cover_part_and_undo_by_buttons_alone(
    editor: Callable[..., Visitor], size: object, scripts: bool
) -> None:
    artisan = editor(size, scripts)
    before = order(artisan)
    artisan.page.locator(TILE).nth(2).locator("button[name=cover]").focus()
    artisan.page.keyboard.press("Enter")
    expect(artisan.page.locator(TILE).first).to_have_attribute("id", before[2])
    number = before[2].removeprefix("photo-")
    first = artisan.page.locator(TILE).first
    first.locator("summary").click()
    artisan.choose(f"focus-{number}", "80,80")
    first.locator("button[name=delete]").click()
    expect(artisan.page.locator(TILE)).to_have_count(len(before) - 1)
    artisan.reads("Foto dihapus.")
    artisan.page.locator("button[name=undo]").first.click()
    expect(artisan.page.locator(TILE)).to_have_count(len(before))
    assert order(artisan)[1:] == [one for one in before if one != before[2]]
    back = artisan.page.locator(TILE).first
    assert back.locator("input[type=radio]:checked").input_value() == "80,80"
