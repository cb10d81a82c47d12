"""Each way out says what it brings, also where the index was asked with the filters."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from marketplace.catalogue import queries, ways, wording
from marketplace.catalogue.answers import Tally
from marketplace.catalogue.rules import Group, Search
from marketplace.listings.rules import BagType
from tests.catalogue.indexed import Fill
from tests.catalogue.indexed import index as index
from tests.factories.make import Make

TODAY = date(2026, 4, 14)


@pytest.mark.parametrize("bound", [100, 2])
def test_each_way_out_says_how_many_bags_it_would_bring(
    app: Flask, make: Make, index: Fill, bound: int
) -> None:
    engine = app.extensions["toolbox"].search
    for price in (50_000, 60_000, 70_000):
        make.listing(title="Kelana", bag_type=BagType.TOTE, price=price, photos=0)
    make.listing(title="Kelana", bag_type=BagType.POUCH, price=500_000, photos=0)
    make.listing(title="Lain", bag_type=BagType.TOTE, price=800_000, photos=0)
    index()
    asked = Search("kelana", ("kelana",), chosen={Group.TYPE: ("tote",)}, low=400_000)
    search = wording.understood(asked, engine, None, TODAY, bound)
    assert queries.find(search, None, TODAY, bound).total == 0
    found = ways.ways_out(search, engine, TODAY, bound)
    assert found == [
        ("q", "kelana", Tally(1)),
        ("type", "tote", Tally(1)),
        ("low", "400000", Tally(3) if bound > 3 else Tally(2, more=True)),
    ]
    for name, value, tally in found:
        left = wording.understood(search.without(name, value), engine, None, TODAY, bound)
        assert queries.find(left, None, TODAY, bound).counts.total == tally


def test_the_only_part_is_taken_back_by_seeing_all(app: Flask, make: Make, index: Fill) -> None:
    make.listing(title="Kelana", photos=0)
    index()
    engine = app.extensions["toolbox"].search
    search = wording.understood(Search("lain", ("lain",)), engine, None, TODAY, 100)
    assert ways.ways_out(search, engine, TODAY, 100) == []
