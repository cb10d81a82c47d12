"""Each order is the one it says, page by page, also where bags tie; and no page is read from the beginning."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, text

from marketplace.artisans.labels import back_on
from marketplace.catalogue import finder, orders
from marketplace.catalogue.marks import Mark
from marketplace.catalogue.rules import PAGE_SIZE, Group, Search, Sort
from tests.conftest import on_postgresql
from tests.factories.shopful import DAY, PLACES, TODAY, fill, rows_of, walk

HERE = PLACES[0][0]


def newness(bag):
    return (-bag.published_at.timestamp(), -bag.id)


def ring(bag):
    """0 in the same kelurahan, 1 in the same kecamatan, 2 in the same city, 3 elsewhere or nowhere known."""
    code = bag.artisan.place_code or ""
    return next(number for number, length in enumerate((13, 8, 5, 0)) if code[:length] == HERE[:length])


KEYS = {
    Sort.RELEVANCE: lambda bag: ("ombak" not in bag.title.lower(), -bag.turn, *newness(bag)),
    Sort.TURNS: lambda bag: (-bag.turn, *newness(bag)),
    Sort.NEWEST: newness,
    Sort.CHEAPEST: lambda bag: (bag.price, bag.published_at, bag.id),
    Sort.DEAREST: lambda bag: (-bag.price, *newness(bag)),
    Sort.READY: lambda bag: (
        back_on(bag.artisan, TODAY) is not None,
        bag.lead_days or 0,
        *newness(bag),
    ),
    Sort.NEAR: lambda bag: (ring(bag), -bag.turn, *newness(bag)),
}


def question(sort, **more):
    words = {"text": "ombak", "words": ("ombak",)} if sort is Sort.RELEVANCE else {}
    return Search(**words, near=HERE, sort=sort, **more)


@pytest.mark.parametrize("sort", Sort)
def test_each_order_is_the_one_it_says_also_where_bags_tie(make, session, sort):
    fill(make, bags=3 * PAGE_SIZE + 1)
    for number, bag in enumerate(rows_of(walk(Search()))):
        bag.title = f"Tas Ombak {number}" if number % 2 else f"Tas {number}"
        bag.search_text = "tas ombak"
    session.commit()
    search = question(sort)
    found = rows_of(walk(search))
    assert search.order is sort
    assert len(found) == 3 * PAGE_SIZE + 1
    assert [bag.id for bag in found] == [bag.id for bag in sorted(found, key=KEYS[sort])]


@pytest.mark.parametrize("sort", Sort)
def test_an_order_keeps_the_filters(make, sort):
    fill(make)
    search = question(sort, chosen={Group.TYPE: ("tote", "clutch")}, certified=True).without("q")
    everything = {offer.listing.id for offer in walk(search)}
    assert everything
    assert everything == {offer.listing.id for offer in walk(Search(chosen=search.chosen, certified=True))}


def test_a_part_of_the_list_nobody_has_leads_to_its_last_one(make):
    make.listing()
    mark = Mark(Sort.NEAR, (99, 5), datetime(2026, 4, 1, tzinfo=UTC), 1, 12)
    assert finder.answer(Search(near=HERE, sort=Sort.NEAR), mark, TODAY, 100).ids


def test_a_province_has_two_rings_only(make):
    near, far = (make.listing(make.artisan(place_code=code)) for code in (make.place(*PLACES[0]).code, None))
    found = rows_of(walk(Search(near="64", sort=Sort.NEAR)))
    assert found == [near, far]


def test_one_artisan_with_a_hundred_new_bags_has_one_place_of_the_first_page(make):
    """Bags as `turns.settle` leaves them: a hundred of hers, all newer than the one of each of twenty others."""
    busy = make.artisan()
    now = datetime(2026, 4, 13, tzinfo=UTC)
    with make.together():
        for number in range(100):
            make.listing(
                busy, turn=max(0, 12 - number), published_at=now - timedelta(minutes=number), photos=0
            )
        for number in range(20):
            make.listing(turn=12, published_at=now - (30 + number) * DAY, photos=0)
    shown = [bag.artisan_id for bag in rows_of(walk(Search()))]
    assert len(set(shown[:PAGE_SIZE])) == PAGE_SIZE
    assert shown[:21].count(busy.id) == 1
    newest = [bag.artisan_id for bag in rows_of(walk(Search(sort=Sort.NEWEST)))]
    assert set(newest[:PAGE_SIZE]) == {busy.id}, "whoever asks for the newest gets them"


INDEXES = {
    Sort.TURNS: "ix_listing_state_turn_published_at_id",
    Sort.NEWEST: "ix_listing_state_published_at_id",
    Sort.CHEAPEST: "ix_listing_state_price_published_at_id",
    Sort.DEAREST: "ix_listing_state_price_published_at_id",
    Sort.READY: "ix_listing_state_readiness_published_at_id",
    Sort.NEAR: "ix_listing_state_turn_published_at_id",
}


@pytest.mark.parametrize("sort", INDEXES)
@pytest.mark.parametrize("deep", [False, True], ids=["first page", "deep page"])
@pytest.mark.skipif(on_postgresql(), reason="its planner reads a table of a few rows whole, and rightly")
def test_a_page_is_read_along_its_index_from_where_it_begins(make, session, sort, deep):
    numbers = {Sort.TURNS: (3,), Sort.NEWEST: (), Sort.READY: (0, 7), Sort.NEAR: (1, 3)}.get(sort, (90_000,))
    mark = Mark(sort, numbers, datetime(2026, 4, 1, tzinfo=UTC), 5, 12) if deep else None
    plan = explained(session, orders.page(question(sort), mark, TODAY, 13))
    reads = [line for line in plan if "listing" in line]
    assert reads and all(INDEXES[sort] in line for line in reads), plan
    assert not [line for line in plan if line.startswith("SCAN listing")], plan
    if deep:  # SQLite keeps the number of a row apart, so rows of one moment are all it can read in vain
        assert (
            "published_at<?" in reads[0]
            or "published_at)<(?,?)" in reads[0]
            or "(price,published_at)>" in reads[0]
        )


def explained(session, statement):
    """The lines of SQLite's plan for a statement, with the values it is sent with."""
    sent = []
    engine = session.get_bind()
    listen = ("before_cursor_execute", lambda *said: sent.append(said[2:4]))
    event.listen(engine, *listen)
    try:
        session.execute(statement).all()
    finally:
        event.remove(engine, *listen)
    words, values = sent[-1]
    return [row[3] for row in session.connection().exec_driver_sql("EXPLAIN QUERY PLAN " + words, values)]


def test_the_database_understands_rows_compared_as_a_whole(session):
    assert session.scalar(text("SELECT (1, 2) < (1, 3)"))
