"""Whatever is asked and in whatever order, all pages together show every bag of the answer, and each once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from marketplace.artisans.rules import is_away
from marketplace.catalogue import queries, wording
from marketplace.catalogue.marks import Mark, read_mark
from marketplace.catalogue.rules import PAGE_SIZE, Group, Search, Sort
from marketplace.listings.models import Listing
from marketplace.listings.rules import Availability, BagType
from tests.catalogue.indexed import Fill
from tests.catalogue.indexed import index as index
from tests.factories.make import Make
from tests.factories.noise import unseen_bags
from tests.factories.shopful import DAY, PLACES, TODAY

BAGS = 48
FEW, MANY = 3, 10_000
"""Bounds that more bags than are counted answer to, and that none do."""
QUESTIONS = (
    Search(),
    Search("kelana", ("kelana",)),
    Search("kelana", ("kelana",), chosen={Group.TYPE: ("tote",)}),
    Search(chosen={Group.TYPE: ("tote",)}, certified=True),
    Search("kelana", ("kelana",), chosen={Group.READY: ("7",)}),
)


@pytest.fixture(params=range(2))
def shop(request: pytest.FixtureRequest, make: Make) -> list[Listing]:
    """Bags of makers on every kind of break: begun, without a first day, planned, ending or beginning today, over."""
    dice = Random(request.param)
    breaks = [(None, None), (None, 5), (None, 0), (-3, 4), (0, 1), (1, 9), (-9, -2), (-9, 0), (2, None)]
    makers = []
    for number, (first, back) in enumerate(breaks):
        maker = make.artisan(
            place_code=make.place(*PLACES[number % 4]).code if number % 5 else None,
            paused_from=None if first is None else TODAY + first * DAY,
            paused_until=None if back is None else TODAY + back * DAY,
        )
        if number % 3 != 1:
            make.certificate(maker, issue_date=TODAY - 9 * DAY, valid_until=TODAY + (9 - number) * DAY)
        makers.append(maker)
    bags = []
    for _ in range(BAGS):
        lead = dice.choice([None, None, 3, 7, 8, 60])
        bags.append(
            make.listing(
                dice.choice(makers),
                title=dice.choice(["Kelana", "Kelana", "Tas kelana biru", "Lain"]),
                price=dice.choice([90_000, 150_000]),
                bag_type=dice.choice([BagType.TOTE, BagType.TOTE, BagType.CLUTCH]),
                availability=Availability.MADE_TO_ORDER if lead else Availability.READY,
                lead_days=lead,
                turn=dice.choice([0, 3]),
                published_at=datetime(2026, 4, 1, tzinfo=UTC) + timedelta(minutes=dice.randrange(500)),
                photos=0,
            )
        )
    unseen_bags(make)
    return bags


def answers(bag: Listing, search: Search) -> bool:
    """Whether a bag answers, said of its row alone; who is certified is left to the badge."""
    if "kelana" in search.words and "kelana" not in bag.title.lower():
        return False
    if search.ticked(Group.TYPE) and bag.bag_type not in search.ticked(Group.TYPE):
        return False
    if search.ticked(Group.READY):
        away = is_away(bag.artisan.paused_from, bag.artisan.paused_until, TODAY)
        return not away and (bag.lead_days or 0) <= int(search.ticked(Group.READY)[0])
    return True


def walked(search: Search, app: Flask, bound: int) -> tuple[list[int], Search]:
    """The bags of all pages, each asked for with nothing but the mark in the address of the one before."""
    engine, mark, found = app.extensions["toolbox"].search, None, list[int]()
    for _ in range(BAGS):
        understood, page = queries.asked(search, engine, mark, TODAY, bound)
        found += [offer.listing.id for offer in page.offers]
        if page.next_mark is None:
            return found, understood
        assert len(page.offers) == PAGE_SIZE
        mark = read_mark(page.next_mark.encode(), search.order)
        assert isinstance(mark, Mark)
    raise AssertionError("a list without an end")


@pytest.mark.parametrize("asks", QUESTIONS, ids=lambda asks: "&".join(map("=".join, asks.parts())) or "all")
@pytest.mark.parametrize("indexed", [False, True], ids=["database", "index"])
def test_every_order_shows_all_that_answer(
    app: Flask, session: Session, index: Fill, monkeypatch: pytest.MonkeyPatch,
    shop: list[Listing], asks: Search, indexed: bool,
) -> None:  # fmt: skip
    monkeypatch.setattr(wording, "SPARE", 2 * PAGE_SIZE)
    session.commit()
    if indexed:
        index()
    for sort in Sort:
        search = Search(
            asks.text, asks.words, asks.chosen, certified=asks.certified, near=PLACES[0][0], sort=sort
        )
        whole = {bag.id for bag in shop if answers(bag, search)}
        if search.certified:
            first, _ = walked(Search(chosen=search.chosen, certified=True, sort=Sort.NEWEST), app, MANY)
            assert whole > set(first) > set()
            whole = set(first)
        for bound in (FEW, MANY):
            found, understood = walked(search, app, bound)
            assert len(found) == len(set(found)), sort
            if wording.ends_early(understood):
                assert set(found) < whole and search.order in (Sort.RELEVANCE, Sort.NEAR)
            else:
                assert set(found) == whole, (sort, bound)
