"""Imports of many bags in each of their states, and the pages they are seen on."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from playwright.sync_api import Page

from marketplace.batches import ending, operations, queries
from marketplace.batches.jobs import make_one
from marketplace.batches.receiving import receive
from marketplace.batches.rules import State
from marketplace.listings.queries import maker
from tests.batches.lists import WHOLE, packed
from tests.journeys.sights import PageType, Sights, at

ROWS = (
    WHOLE,
    {"Nama tas": "Tas tanpa harga", "Catatan saya": "x", "Foto": "foto tas/b.jpg"},
    WHOLE | {"Harga": "mahal sekali", "Warna": "ungu muda", "Foto": "c.jpg"},
    WHOLE,
)
PHOTOS = ("a.jpg", "foto tas/b.jpg", "foto tas/foto yang tidak disebut di mana pun.jpg")
PATH = "/studio/listings/import"


@cache
def brought(sights: Sights, state: State) -> str:
    """Bring a newcomer's import to a state; each has rows of its own."""
    site, who = sights.site, sights.newcomer
    box = site.box
    at, today = box.clock(), box.today()
    rows = [row | {"Cerita": f"Untuk contoh: {state}."} for row in ROWS]
    with site.app.app_context():
        parcel = receive(box, box.archives.open(BytesIO(packed(rows, PHOTOS))))
    with site.change():
        batch_id = operations.begin(maker(who.artisan_id), parcel, actor=who.actor, at=at).id
    if state is not State.DRAFT:
        with site.change():
            batch = queries.own(who.artisan_id, batch_id, lock=True)
            operations.start(batch, actor=who.actor, at=at, today=today)
        site.put_off_jobs()
        with site.app.app_context():
            make_one(batch_id, at)
            while state in (State.DONE, State.UNDONE) and make_one(batch_id, at):
                pass
    with site.change():
        batch = queries.own(who.artisan_id, batch_id, lock=True)
        if state is State.STOPPED:
            operations.stop(batch, actor=who.actor)
        elif state in (State.DONE, State.UNDONE):
            operations.finish(batch_id, at)
        if state is State.UNDONE:
            ending.undo(batch, actor=who.actor, at=at)
    return f"{PATH}/{batch_id}"


def _refused(page: Page) -> None:
    page.locator("main form[enctype] button").click()
    page.locator(".errsum").first.wait_for()


def _unfolded(page: Page) -> None:
    for details in page.locator("main details").all():
        details.evaluate("node => { node.open = true }")


def _row(state: State) -> PageType:
    return PageType(
        f"many bags, {state}", "studio.batch", lambda sights: brought(sights, state), "newcomer", _unfolded
    )


IMPORTS = (
    PageType("many bags", "studio.new_batch", at(PATH), "newcomer", _unfolded),
    PageType("many bags, file missing", "studio.new_batch", at(PATH), "newcomer", _refused),
    *map(_row, State),
)
