"""An artisan prints: one page, in the size of its paper, with a code phones read and nothing cut off."""

from __future__ import annotations

import pypdfium2
import pytest

from marketplace.listings.models import Listing
from tests.journeys.sights import Sights

pytestmark = pytest.mark.journey
MILLIMETRES = {"a6": (105, 148), "a4": (210, 297), "a3": (297, 420)}
PER_POINT, PER_PIXEL = 25.4 / 72, 25.4 / 96
SMALLEST_CODE = 25
LONGEST = "Tas Selempang Ombak Pesisir Bontang Kuala Rajutan Tangan Warna Biru Laut Musim X"


@pytest.fixture
def artisan(site, visit):
    """The artisan at her desk, and where her pages are."""
    sights = Sights(site)
    visitor = visit()
    visitor.enter(sights.account("artisan"))
    return visitor, sights


def printed(page):
    """The size of what comes out of the printer, page by page, in millimetres."""
    paper = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True, print_background=True))
    return [tuple(side * PER_POINT for side in sheet.get_size()) for sheet in paper]


def code_width(page):
    """The width of the QR code's modules on paper, without its quiet zone, in millimetres."""
    page.emulate_media(media="print")
    drawing = page.locator(".print__qr svg")
    modules = float(drawing.get_attribute("viewBox").split()[2])
    return drawing.bounding_box()["width"] * PER_PIXEL * (modules - 8) / modules


def cut_off(page):
    """What does not fit on the sheet, in the media printers see."""
    page.emulate_media(media="print")
    return page.evaluate(
        """() => [".print", ".print__claim", ".print__check", ".print__foot"].filter(name => {
            const sheet = document.querySelector(".print").getBoundingClientRect()
            const part = document.querySelector(name)
            const box = part.getBoundingClientRect()
            const inside = box.bottom <= sheet.bottom + 1 && box.right <= sheet.right + 1
            return part.scrollHeight > part.clientHeight + 1 || !inside
        })"""
    )


@pytest.mark.parametrize("paper", MILLIMETRES)
def test_a_sheet_is_one_page_of_its_paper(artisan, paper):
    visitor, _ = artisan
    visitor.open(f"/studio/prints/{paper}")
    (size,) = printed(visitor.page)
    assert size == pytest.approx(MILLIMETRES[paper], abs=0.5)
    assert code_width(visitor.page) >= SMALLEST_CODE
    assert cut_off(visitor.page) == []


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_longest_title_leaves_room_for_all_the_rest(artisan, site, prefix):
    visitor, sights = artisan
    with site.change() as session:
        bag = session.query(Listing).filter_by(code=sights.shown).one()
        before, bag.title = bag.title, LONGEST
    try:
        visitor.open(f"{prefix}/studio/listings/{sights.shown}/print")
        (size,) = printed(visitor.page)
        assert size == pytest.approx(MILLIMETRES["a6"], abs=0.5)
        assert cut_off(visitor.page) == []
        assert code_width(visitor.page) >= SMALLEST_CODE
    finally:
        with site.change() as session:
            session.query(Listing).filter_by(code=sights.shown).one().title = before
