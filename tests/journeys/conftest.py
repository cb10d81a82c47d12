"""One served site and one browser for all journeys of a test process; every journey gets a fresh profile."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.journeys.makers import FIRSTS, Maker, draft
from tests.journeys.people import Visitor
from tests.journeys.site import Site, serve

PROGRAMS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE, DESK = {"width": 360, "height": 800}, {"width": 1280, "height": 900}
PATIENCE = 20_000
"""Milliseconds after which a page that does not come is a failure."""
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serve(tmp_path_factory.mktemp("site")) as served:
        yield served


@pytest.fixture(scope="session")
def program() -> str:
    """Where Chromium is."""
    found = os.environ.get("MARKETPLACE_CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        pytest.skip("no Chromium on this machine: install it, or set MARKETPLACE_CHROMIUM")
    return found


@pytest.fixture(scope="session")
def chromium(program: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def visit(site: Site, chromium: Browser) -> Iterator[Callable[..., Visitor]]:
    """`visit(size, scripts)` sends somebody with a browser of their own; errors on their pages fail the test."""
    contexts = []
    accidents: list[str] = []

    def come(
        size: dict[str, int] = PHONE, scripts: bool = True, theme: str = "light", scale: float = 1
    ) -> Visitor:
        context = chromium.new_context(
            base_url=site.url,
            viewport=size,
            java_script_enabled=scripts,
            color_scheme=theme,
            device_scale_factor=scale,
            locale="id-ID",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page: Page = context.new_page()
        page.on("pageerror", lambda error: accidents.append(f"script: {error}"))
        page.on(
            "response",
            lambda answer: (
                accidents.append(f"{answer.status}: {answer.url}")
                if answer.status >= 500 and "/broken/" not in answer.url
                else None
            ),
        )
        page.on(
            "request",
            lambda asked: (
                accidents.append(f"asked elsewhere: {asked.url}")
                if not asked.url.startswith((site.url, "data:", "blob:"))
                else None
            ),
        )
        return Visitor(page, site)

    yield come
    for context in contexts:
        context.close()
    assert not accidents


EVERY_WAY = pytest.mark.parametrize(
    ("size", "scripts"),
    [(PHONE, True), (PHONE, False), (DESK, True), (DESK, False)],
    ids=["phone", "phone, no scripts", "desk", "desk, no scripts"],
)
BOTH_ENDS = pytest.mark.parametrize(
    ("size", "scripts"), [(PHONE, False), (DESK, True)], ids=["phone, no scripts", "desk"]
)
"""The poorest and the richest way: for long roads whose single pages are walked in every way elsewhere."""


@pytest.fixture
def maker(visit: Callable[..., Visitor], site: Site) -> Callable[..., Maker]:
    def come(size: dict[str, int] = PHONE, scripts: bool = True) -> Maker:
        code, account = draft(site)
        visitor = visit(size, scripts)
        visitor.enter(account)
        maker = Maker(visitor, code, next(FIRSTS))
        maker.open()
        return maker

    return come
