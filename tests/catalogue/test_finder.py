"""The database as finder: what it counts, where it begins again, and how much it asks."""

from __future__ import annotations

from marketplace.catalogue import finder
from marketplace.catalogue.answers import Tally
from marketplace.catalogue.marks import Mark
from marketplace.catalogue.rules import PAGE_SIZE, Group, Search, Sort
from marketplace.listings.rules import BagType
from tests.conftest import NOON
from tests.factories.noise import unseen_bags
from tests.factories.shopful import TODAY

MANY = 1_000


def test_each_way_out_says_how_many_bags_it_would_bring(make):
    make.listing(bag_type=BagType.TOTE, price=50_000)
    make.listing(bag_type=BagType.TOTE, price=60_000)
    make.listing(bag_type=BagType.POUCH, price=500_000)
    unseen_bags(make)
    search = Search(chosen={Group.TYPE: ("tote",)}, low=400_000, certified=True)
    assert finder.ways_out(search, TODAY, MANY) == []
    search = search.without("certified")
    assert finder.ways_out(search, TODAY, MANY) == [
        ("type", "tote", Tally(1)),
        ("low", "400000", Tally(2)),
    ]
    for name, value, tally in finder.ways_out(search, TODAY, MANY):
        assert finder.answer(search.without(name, value), None, TODAY, MANY).counts.total == tally
    assert finder.ways_out(Search(low=400_000), TODAY, MANY) == [], (
        "the only part is taken back by seeing all"
    )


def test_a_way_out_to_more_bags_than_are_counted_says_so(make):
    for _ in range(3):
        make.listing(bag_type=BagType.TOTE, photos=0)
    search = Search(chosen={Group.TYPE: ("tote",)}, low=99_000_000)
    assert finder.ways_out(search, TODAY, 2) == [("low", "99000000", Tally(2, more=True))]


def test_an_answer_takes_two_statements_and_one_where_nothing_is_found(make, queries):
    make.listing()
    for search, statements in ((Search(), 2), (Search(low=99_000_000), 1)):
        with queries() as sent:
            finder.answer(search, None, TODAY, MANY)
        assert len(sent) == statements


def test_where_bags_are_not_counted_to_the_end_the_mark_says_how_many_came_before(make):
    for _ in range(PAGE_SIZE + 2):
        make.listing(photos=0)
    first = finder.answer(Search(sort=Sort.NEWEST), None, TODAY, 3)
    assert (first.counts.total, first.seen, first.next_mark.seen) == (Tally(3, more=True), 0, PAGE_SIZE)
    second = finder.answer(Search(sort=Sort.NEWEST), first.next_mark, TODAY, 3)
    assert (len(second.ids), second.seen, second.next_mark) == (2, PAGE_SIZE, None)


def test_a_mark_behind_which_nothing_is_left_leads_to_the_first_page(make):
    bag = make.listing(price=5_000)
    found = finder.answer(Search(sort=Sort.DEAREST), Mark(Sort.DEAREST, (4_000,), NOON, 1, 12), TODAY, MANY)
    assert (found.ids, found.seen) == ([bag.id], 0)
