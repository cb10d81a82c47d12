"""Rows for sitemaps; what becomes of them: `test_sitemaps.py`."""

from __future__ import annotations

from datetime import date

import pytest

from marketplace.feeds import queries
from marketplace.feeds.rules import Part, part
from tests.factories.noise import unseen_bags

TODAY = date(2026, 4, 14)
ALL = Part(1, 0, 2**31 - 1)


def test_only_what_is_on_offer_is_there_in_the_order_of_its_numbers(make, monkeypatch):
    monkeypatch.setattr(queries, "BATCH", 2)
    unseen_bags(make)
    bags = [make.listing() for _ in range(5)]
    batches = list(queries.bags_in(ALL, TODAY))
    assert [len(batch) for batch in batches] == [2, 2, 1]
    assert [row.code for batch in batches for row in batch] == [bag.code for bag in bags]


def test_a_part_ends_where_the_next_one_begins(make):
    bags = [make.listing() for _ in range(5)]
    found = [
        row.code
        for number in range(1, bags[-1].id + 2)
        for batch in queries.bags_in(part(number, 2), TODAY)
        for row in batch
    ]
    assert found == [bag.code for bag in bags]


def test_hidden_artisans_are_not_there(make):
    shown, _ = make.artisan(), make.artisan(visible=False)
    assert [slug for batch in queries.artisans_in(ALL) for slug in batch] == [shown.slug]


@pytest.mark.parametrize("size", [1, 2, 3, 1000])
def test_the_parts_are_those_of_the_rows(make, size):
    unseen_bags(make)
    bags = [make.listing() for _ in range(5)]
    assert queries.bag_parts(size) == sorted({(bag.id - 1) // size + 1 for bag in bags})


def test_naming_the_parts_is_one_statement(make, queries):
    for _ in range(4):
        make.listing()
    with queries() as asked:
        assert len(parts_of(1)) == 4
    assert len(asked) == 1


def parts_of(size):
    return queries.bag_parts(size)


def test_nothing_in_a_part_has_no_state(make):
    assert queries.bags_state(ALL) == queries.artisans_state(ALL) == ()
    make.listing()
    assert queries.bags_state(ALL) and queries.artisans_state(ALL)
