"""Of more bags than are taken over the index gives a stretch of the list; what pages say of the whole stays true."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from urllib.parse import parse_qsl

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.adapters.search import port
from marketplace.catalogue import facets, queries, wording
from marketplace.catalogue.answers import Tally
from marketplace.catalogue.marks import Mark, read_mark
from marketplace.catalogue.queries import Found
from marketplace.catalogue.rules import PAGE_SIZE, Group, Search, Sort
from marketplace.catalogue.schemas import read_search
from marketplace.catalogue.wording import ENDLESS, SPARE
from marketplace.listings.models import Listing
from marketplace.listings.rules import Availability, BagType, State
from tests.catalogue.indexed import Fill
from tests.catalogue.indexed import index as index
from tests.factories.make import Make

TODAY = date(2026, 4, 14)
BOUND = 3
MANY = BOUND + SPARE + 2 * PAGE_SIZE
"""So many that no stretch holds them all."""
FAR = (datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, tzinfo=UTC))
Walk = Callable[[str], Iterator[tuple[Search, Found]]]


@pytest.fixture
def engine(app: Flask) -> port.SearchEngine:
    found: port.SearchEngine = app.extensions["toolbox"].search
    return found


@pytest.fixture
def walk(engine: port.SearchEngine) -> Walk:
    """Yield every page of the answer to an address, with the question as it was understood for it."""

    def pages(address: str) -> Iterator[tuple[Search, Found]]:
        asked = read_search(parse_qsl(address, keep_blank_values=True))
        mark = None
        while True:
            search = wording.understood(asked.search, engine, mark, TODAY, BOUND)
            page = queries.find(search, mark, TODAY, BOUND)
            yield search, page
            if page.next_mark is None:
                return
            mark = read_mark(page.next_mark.encode(), search.order)
            assert mark

    return pages


@pytest.fixture
def many(make: Make, index: Fill) -> list[int]:
    """Bags that tie in all but the moment: put up in one order and numbered in another."""
    dice, makers = Random(3), [make.artisan() for _ in range(3)]
    minutes = dice.sample(range(10_000), MANY)
    with make.together():
        bags = [
            make.listing(
                makers[number % 3],
                title="Kelana",
                price=150_000,
                bag_type=BagType.CLUTCH if number % 4 else BagType.TOTE,
                published_at=datetime(2026, 4, 1, tzinfo=UTC) + timedelta(minutes=minute),
                turn=0,
                photos=0,
            )
            for number, minute in enumerate(minutes)
        ]
    index()
    return [bag.id for bag in bags]


@pytest.mark.parametrize("sort", [*ENDLESS, Sort.READY])
def test_a_list_goes_on_to_its_last_bag_also_where_more_bags_tie_than_are_taken_over(
    walk: Walk, many: list[int], session: Session, sort: Sort
) -> None:
    pages = list(walk(f"q=kelana&sort={sort}"))
    found = [offer.listing.id for _, page in pages for offer in page.offers]
    wanted = select(Listing.id).order_by(
        Listing.published_at.asc() if sort is Sort.CHEAPEST else Listing.published_at.desc()
    )
    assert found == list(session.scalars(wanted))
    assert not any(wording.ends_early(search) for search, _ in pages)


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.CHEAPEST, Sort.RELEVANCE])
def test_every_page_says_the_same_of_the_whole(walk: Walk, many: list[int], sort: Sort) -> None:
    seen = 0
    for _, page in walk(f"q=kelana&sort={sort}"):
        assert page.counts.total == Tally(BOUND, more=True)
        assert page.counts.found["type"] == {"clutch": MANY - (MANY + 3) // 4, "tote": (MANY + 3) // 4}
        assert set(page.counts.found) == set(wording.COUNTED), (
            "what is counted in a stretch alone is no count"
        )
        assert page.seen == seen
        seen += len(page.offers)


def test_an_order_no_index_follows_ends_and_that_is_told(walk: Walk, many: list[int]) -> None:
    for sort in (Sort.RELEVANCE, Sort.NEAR):
        pages = list(walk(f"q=kelana&near=64.74.01.1001&sort={sort}"))
        assert sum(len(page.offers) for _, page in pages) == BOUND + SPARE < MANY
        assert wording.ends_early(pages[-1][0])


def test_filters_that_leave_few_are_counted_by_the_database(walk: Walk, many: list[int], make: Make) -> None:
    one = make.listing(title="Lain", price=900_000, photos=0)
    ((search, page),) = walk("q=kelana&low=800000")
    assert (page.total, search.answering) == (0, None)
    assert one.id not in (search.matching or ())
    ((search, page),) = walk("q=kelana&artisan=nobody")
    assert page.counts.total == Tally(0)


@pytest.mark.parametrize("at", FAR, ids=["long ago", "far ahead"])
@pytest.mark.parametrize("sort", [sort for sort in Sort if sort is not Sort.NEAR])
@pytest.mark.parametrize("leads", [0, 2**31 - 1])
def test_no_mark_breaks_the_index_or_hides_what_there_is(
    make: Make, index: Fill, engine: port.SearchEngine, at: datetime, sort: Sort, leads: int
) -> None:
    with make.together():
        for _ in range(BOUND + 1):
            make.listing(title="Kelana", photos=0)
    index()
    search = Search("kelana", ("kelana",), sort=sort)
    numbers = {Sort.NEWEST: (), Sort.READY: (1, leads), Sort.RELEVANCE: (0, leads)}.get(sort, (leads,))
    mark = Mark(search.order, numbers, at, 5, 12)
    understood = wording.understood(search, engine, mark, TODAY, BOUND)
    assert engine.is_ready(), "nobody may have the index thrown away by an address"
    assert understood.matching
    assert queries.find(understood, mark, TODAY, BOUND).counts.total == Tally(BOUND, more=True)


def test_a_mark_behind_which_a_stretch_has_nothing_leads_to_no_bags_of_the_middle(
    many: list[int], engine: port.SearchEngine, session: Session
) -> None:
    last = session.scalars(select(Listing).order_by(Listing.published_at)).first()
    assert last and last.published_at
    search = Search("kelana", ("kelana",), sort=Sort.NEWEST)
    mark = Mark(Sort.NEWEST, (), last.published_at, last.id, MANY)
    understood = wording.understood(search, engine, mark, TODAY, BOUND)
    page = queries.find(understood, mark, TODAY, BOUND)
    assert (page.offers, page.counts.total) == ([], Tally(BOUND, more=True))


def test_a_bound_beyond_what_an_index_answers_is_its_own(
    many: list[int], engine: port.SearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wording, "MOST", BOUND)
    search = wording.understood(Search("kelana", ("kelana",)), engine, None, TODAY, 1_000_000)
    assert search.answering == MANY
    assert queries.find(search, None, TODAY, 1_000_000).counts.total == Tally(BOUND, more=True)


def test_away_artisans_are_not_ready_however_many_bags_answer(make: Make, index: Fill, walk: Walk) -> None:
    away = make.artisan(paused_until=TODAY + timedelta(9))
    here = make.listing(title="Kelana", availability=Availability.READY, photos=0)
    for _ in range(BOUND + 1):
        make.listing(away, title="Kelana", photos=0)
    index()
    pages = list(walk("q=kelana&ready=0"))
    assert [offer.listing.id for _, page in pages for offer in page.offers] == [here.id]
    assert Group.READY not in pages[0][1].counts.found


@pytest.mark.parametrize("sort", [*ENDLESS, Sort.READY, Sort.RELEVANCE])
@pytest.mark.parametrize("seconds", [1, 40, 10_000])
def test_a_glance_shows_the_pages_all_answers_would(
    make: Make,
    index: Fill,
    engine: port.SearchEngine,
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    sort: Sort,
    seconds: int,
) -> None:
    """However many bags tie, and though rows fall out that the index still has."""
    monkeypatch.setattr(wording, "SPARE", PAGE_SIZE + 9)
    dice, makers = Random(f"{sort} {seconds}"), [make.artisan() for _ in range(2)]
    with make.together():
        bags = [
            make.listing(
                dice.choice(makers),
                title=dice.choice(["Kelana", "Kelana kelana", "Lain"]),
                price=dice.choice([90_000, 150_000]),
                bag_type=dice.choice([BagType.CLUTCH, BagType.TOTE, BagType.TOTE]),
                published_at=datetime(2026, 4, 1, tzinfo=UTC) + timedelta(seconds=dice.randrange(seconds)),
                turn=dice.choice([0, 0, 3]),
                photos=0,
            )
            for _ in range(MANY)
        ]
    index()
    for bag in dice.sample(bags, 30):
        bag.state = State.SOLD
    session.commit()
    for chosen in ({}, {Group.TYPE: ("tote",)}, {Group.TYPE: ("clutch",), Group.PLACE: ("64",)}):
        search, mark = Search("kelana", ("kelana",), chosen=chosen, sort=sort), None
        for _ in range(MANY):
            understood = wording.understood(search, engine, mark, TODAY, 20)
            whole = queries.find(understood, mark, TODAY, 20)
            asked, glanced = queries.asked(search, engine, mark, TODAY, 20)
            shown = [offer.listing.id for offer in glanced.offers]
            assert shown == [offer.listing.id for offer in whole.offers]
            assert (glanced.next_mark, glanced.seen, glanced.counts) == (
                whole.next_mark,
                whole.seen,
                whole.counts,
            )
            assert (asked.answering, asked.counted) == (understood.answering, understood.counted)
            by_database = facets.count(understood, TODAY, 20)
            assert glanced.counts.found == by_database.found
            assert (glanced.counts.total, glanced.counts.everything) == (
                by_database.total,
                by_database.everything,
            )
            assert glanced.counts.offered == by_database.offered
            assert wording.ends_early(asked) == wording.ends_early(understood) or glanced.next_mark
            if whole.next_mark is None:
                break
            mark = whole.next_mark
