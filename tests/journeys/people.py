"""Somebody at a browser, doing what people do: by words and labels, as they see them."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from marketplace.demo.people import SIGN_IN_WORD
from tests.journeys.site import Site

PHOTOS = Path(__file__).resolve().parents[2] / "marketplace/demo/photos"


class Visitor:
    """One person with one tab."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self.site = site

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.site.url)

    def open(self, path: str) -> None:
        self.page.goto(self.site.url + path)

    def sign_in(self, identifier: str, password: str = SIGN_IN_WORD) -> None:
        self.open("/sign-in")
        self.type("Email atau nomor HP", identifier)
        self.page.get_by_label("Kata sandi", exact=True).fill(password)
        self.press("Masuk")
        expect(self.page).not_to_have_url(re.compile("/sign-in"))

    def enter(self, account_id: int) -> None:
        """Come in with a session of one's own, without the sign-in form."""
        token = self.site.session_of(account_id)
        self.page.context.add_cookies([{"name": "sid", "value": token, "url": self.site.url}])

    def type(self, label: str, text: str) -> None:
        self.main.get_by_label(label, exact=False).first.fill(text)

    def choose(self, name: str, value: str) -> None:
        """Tick a box or a radio as a thumb does: by its label, which draws it."""
        box = f'input[name="{name}"][value="{value}"]'
        field = self.main.locator(box).first
        if not field.is_checked():
            self.main.locator(f"label:has({box})").first.click()
        expect(field).to_be_checked()

    def press(self, words: str) -> None:
        self.main.get_by_role("button", name=words, exact=True).first.click()

    def follow(self, words: str | re.Pattern[str]) -> None:
        self.main.get_by_role("link", name=words).first.click()

    def reads(self, *words: str) -> None:
        for text in words:
            expect(self.main).to_contain_text(text)

    def texts(self, selector: str) -> list[str]:
        """What stands in each of them, once the page that has some is there: a press does not wait for it."""
        found = self.main.locator(selector)
        expect(found).not_to_have_count(0)
        return found.all_inner_texts()

    def misses(self, *words: str) -> None:
        for text in words:
            expect(self.main).not_to_contain_text(text)
