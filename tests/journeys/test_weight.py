"""What a phone on a dear line pays to see a page: everything the browser fetches before anybody scrolls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys.sights import Sights
from tests.journeys.site import Site

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]
KILOBYTE = 1000
BUDGETS = {"product": 150, "browse": 150, "record": 45}
"""In kilobytes, compressed, headers included: page, styles, fonts, scripts and pictures."""
FIRST_PICTURES = 60 * KILOBYTE
"""Of the bag with most photos, in AVIF as the quick first pass makes it; the fine pass takes a sixth off."""
FIRST_PAGE = 12
FOUR_G = {
    "offline": False,
    "latency": 60,
    "downloadThroughput": 1_100_000,
    "uploadThroughput": 400_000,
    "connectionType": "cellular4g",
}
"""The line decides how far ahead a browser fetches lazy pictures; each kind of Chromium would assume its own."""


@pytest.fixture(scope="module")
def sights(site: Site) -> Sights:
    """The site with the pictures made that a first view shows."""
    sights = Sights(site)
    site.prepare_pictures(sights.gallery[-10:], *sights.newest(FIRST_PAGE))
    return sights


def transferred(browser: Browser, address: str) -> Counter[str]:
    """Open a page on a phone with an empty cache; return the bytes that came over the line, by kind."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, device_scale_factor=2, is_mobile=True
    )
    page = context.new_page()
    line = context.new_cdp_session(page)
    kinds: dict[str, str] = {}
    bytes_of: Counter[str] = Counter()

    def begun(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event["type"]

    def ended(event: dict[str, Any]) -> None:
        bytes_of[kinds[event["requestId"]]] += int(event["encodedDataLength"])

    line.on("Network.responseReceived", begun)
    line.on("Network.loadingFinished", ended)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", FOUR_G)
    page.goto(address, wait_until="networkidle")
    context.close()
    return bytes_of


@pytest.mark.parametrize("name", BUDGETS)
def test_the_first_view_costs_no_more_than_its_budget(
    chromium: Browser, site: Site, sights: Sights, name: str, record_property: Callable[[str, object], None]
) -> None:
    where = {
        "product": sights.gallery,
        "browse": "/products",
        "record": sights.record("Siti Contohwati"),
    }
    spent = transferred(chromium, site.url + where[name])
    record_property("bytes", dict(spent))
    assert spent["Document"] and spent["Stylesheet"] and spent["Font"], spent
    assert name == "record" or spent["Image"] > 5 * KILOBYTE, spent
    assert name != "product" or spent["Image"] <= FIRST_PICTURES, spent
    assert spent.total() <= BUDGETS[name] * KILOBYTE, spent
