"""Every type of page, in both themes and on every screen: no barrier axe can see, nothing to push sideways."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import DESK
from tests.journeys.page_types import NO_PAGES, TABLE
from tests.journeys.people import Visitor
from tests.journeys.sights import PageType, Sights
from tests.journeys.site import Site

pytestmark = pytest.mark.journey
AXE = (Path(__file__).resolve().parents[1] / "vendor/axe.min.js").read_text(encoding="utf-8")
WIDTHS = (320, 360, 768, 1024, 1280, 1920)
LOOKED_AT = {360: 800, 1280: 900}
RUN = """rules => axe.run(document, {resultTypes: ['violations'], ...(rules && {runOnly: rules})})
  .then(found => found.violations.map(one =>
    `${one.id}: ${one.help}: ${one.nodes.map(node => node.html.slice(0, 200)).join(' | ')}`))"""
OF_COLOUR = ["color-contrast", "link-in-text-block"]
"""The rules a change of theme can break; all others are the same by day and by night."""
AT_A_DESK = {"officer", "admin", "lsp"}
"""Whose pages are looked at by night on a desk's screen; all others by night on a phone's."""
WIDER = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const wide = [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > room + 1);
  const seen = wide.slice(-3).map(one => one.outerHTML.slice(0, 120));
  return [`scrolls to ${document.documentElement.scrollWidth}`, ...seen];
}"""


@pytest.fixture(scope="module")
def sights(site: Site) -> Sights:
    return Sights(site)


@pytest.mark.parametrize("row", TABLE, ids=str)
def test_a_type_of_page_has_no_barriers_and_fits_every_screen(
    visit: Callable[..., Visitor], sights: Sights, row: PageType
) -> None:
    visitor = visit(DESK)
    if row.who:
        visitor.enter(sights.account(row.who))
    visitor.open(row.where(sights))
    if row.act:
        row.act(visitor.page)
    problems = [
        *too_wide(visitor.page),
        *barriers(visitor.page, by_night=1280 if row.who in AT_A_DESK else 360),
    ]
    assert not problems, "\n".join(problems)


def too_wide(page: Page) -> Iterator[str]:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for problem in page.evaluate(WIDER):
            yield f"{width}: {problem}"


def barriers(page: Page, by_night: int) -> Iterator[str]:
    """What axe sees by day at both sizes, and what it sees of colours by night at one of them."""
    page.evaluate(AXE)
    for width, height in LOOKED_AT.items():
        page.set_viewport_size({"width": width, "height": height})
        for problem in page.evaluate(RUN, None):
            yield f"{width} light: {problem}"
        if width != by_night:
            continue
        page.emulate_media(color_scheme="dark")
        for problem in page.evaluate(RUN, OF_COLOUR):
            yield f"{width} dark: {problem}"
        page.emulate_media(color_scheme="light")


def test_the_table_names_every_page_of_the_site(site: Site) -> None:
    pages = {rule.endpoint for rule in site.app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert pages == {row.endpoint for row in TABLE} | NO_PAGES.keys()
