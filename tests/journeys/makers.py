"""An artisan whose photos are on their way, and what may happen to them on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from playwright.sync_api import CDPSession, Page, expect

from marketplace.listings.models import Listing
from tests.factories import photographs
from tests.factories.make import Make
from tests.journeys.people import Visitor
from tests.journeys.site import Site

SENT = ".ph[id^=photo-]"
QUEUED = ".ph[data-queued]"
NUMBERS = count(70_000)
"""Of the factory's people and bags: the demonstration has taken the low ones, and all makers share a site."""
NUMBER_OF = photographs.numbers_by_digest(range(1, 200))
FIRSTS = count(0, 5)


@dataclass
class Maker:
    """An artisan at the editor of a draft without photos."""

    visitor: Visitor
    code: str
    first: int
    """Her photo 1 is this one of all small photos: nobody else on the site has sent it."""

    @property
    def page(self) -> Page:
        return self.visitor.page

    def open(self) -> None:
        self.visitor.open(f"/studio/listings/{self.code}/edit")
        self.page.wait_for_load_state("load")

    def choose(self, *numbers: int) -> None:
        """Choose photos, each another one, in one go."""
        files = [
            {"name": f"IMG_{number}.jpg", "mimeType": "image/jpeg", "buffer": self.photo(number)}
            for number in numbers
        ]
        self.page.locator("input[type=file]").set_input_files(files)

    def photo(self, number: int) -> bytes:
        return photographs.jpeg(self.first + number)

    def sees(self, *, sent: int, queued: int) -> None:
        expect(self.page.locator(QUEUED)).to_have_count(queued)
        expect(self.page.locator(SENT)).to_have_count(sent)

    def until(self, happened: Callable[[], object]) -> None:
        """Let the browser's news in until something has happened."""
        for _ in range(200):
            if happened():
                return
            self.page.evaluate("() => new Promise(resolve => setTimeout(resolve, 50))")
        raise AssertionError("it has not happened")

    def kept(self) -> int:
        """How many photos the browser keeps, of whatever bag."""
        return int(
            self.page.evaluate(
                """() => new Promise(resolve => {
                    const request = indexedDB.open("photo-queue", 1)
                    request.onupgradeneeded = () => request.transaction.abort()
                    request.onerror = () => resolve(0)
                    request.onsuccess = () => {
                        const count = request.result.transaction("jobs").objectStore("jobs").count()
                        count.onsuccess = () => { request.result.close(); resolve(count.result) }
                    }
                })"""
            )
        )

    def order(self) -> list[int]:
        """The photos the server has, in order, by the number they were chosen with."""
        with self.visitor.site.change() as session:
            bag = session.query(Listing).filter_by(code=self.code).one()
            digests = [photo.picture.digest for photo in bag.photos]
        return [NUMBER_OF[digest] - self.first for digest in digests]


def draft(site: Site) -> tuple[str, int]:
    """An artisan's bag without photos; returns its code and her account."""
    with site.change() as session:
        make = Make(session, site.box.clock)
        make.numbers = NUMBERS
        bag = make.listing(state="draft", photos=0, title="Tote Ombak")
        return bag.code, bag.artisan.account_id


def unanswered(page: Page, times: int) -> list[int]:
    """From now on the answers to that many photos are lost on their way back; returns a list that they are put on."""
    line: CDPSession = page.context.new_cdp_session(page)
    lost: list[int] = []

    def paused(event: dict[str, Any]) -> None:
        if event["request"]["method"] == "POST" and len(lost) < times:
            lost.append(event["responseStatusCode"])
            line.send(
                "Fetch.failRequest", {"requestId": event["requestId"], "errorReason": "ConnectionReset"}
            )
        else:
            line.send("Fetch.continueRequest", {"requestId": event["requestId"]})

    line.on("Fetch.requestPaused", paused)
    line.send("Fetch.enable", {"patterns": [{"urlPattern": "*/photos", "requestStage": "Response"}]})
    return lost


def held(page: Page) -> tuple[Callable[[], object], list[str]]:
    """From now on the answer to a photo is held up; returns what lets the first one through, and who is waiting."""
    line: CDPSession = page.context.new_cdp_session(page)
    waiting: list[str] = []
    line.on("Fetch.requestPaused", lambda event: waiting.append(event["requestId"]))
    line.send("Fetch.enable", {"patterns": [{"urlPattern": "*/photos", "requestStage": "Response"}]})
    return lambda: line.send("Fetch.continueRequest", {"requestId": waiting[0]}), waiting
