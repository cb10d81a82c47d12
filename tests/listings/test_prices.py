"""One price for card, filter, order and editor, written in one place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.catalogue.queries import find
from marketplace.catalogue.rules import Search, Sort
from marketplace.listings import operations, prices, variants
from marketplace.listings.cards import cards
from marketplace.listings.choosing import prices_of
from marketplace.listings.rules import Colour
from tests.conftest import NOON

TODAY = NOON.date()


def owner(bag):
    return Actor(bag.artisan.account_id, Role.ARTISAN, bag.artisan.name, bag.artisan_id)


@pytest.fixture
def vary(make):
    def vary(bag, *own_prices, **facts):
        actor = owner(bag)
        rows = variants.add(bag, list(Colour)[: len(own_prices)], [], actor=actor)
        for row, price in zip(rows, own_prices, strict=True):
            row.price = price
            for name, value in facts.items():
                setattr(row, name, value)
        operations.finish(bag, actor=actor, at=NOON)
        make.session.commit()
        return rows

    return vary


def test_filter_order_and_card_agree_on_the_lowest_price_that_can_be_had(make, vary):
    plain = make.listing(price=150_000)
    varied = make.listing(price=200_000)
    rows = vary(varied, None, 100_000, 300_000)

    def seen():
        make.session.expire_all()
        offers = find(Search(sort=Sort.CHEAPEST), None, TODAY).offers
        shown = cards(offers, TODAY)
        by_card = sorted(shown, key=lambda card: card.price)
        assert [card.code for card in shown] == [card.code for card in by_card]
        card = next(card for card in shown if card.code == varied.code)
        for price in range(50_000, 350_000, 25_000):
            found = find(Search(high=price), None, TODAY).offers
            assert (varied.id in {one.listing.id for one in found}) == (card.price <= price)
        price_range = prices_of(varied)
        assert (price_range.low, price_range.varies) == (card.price, card.varies)
        return [one.listing.id for one in offers], card.price, card.varies

    assert seen() == ([varied.id, plain.id], 100_000, True)
    operations.edit(varied, {}, actor=owner(varied), at=NOON)
    rows[1].off = True
    operations.finish(varied, actor=owner(varied), at=NOON)
    make.session.commit()
    assert seen() == ([plain.id, varied.id], 200_000, True)
    rows[2].stock = 0
    operations.finish(varied, actor=owner(varied), at=NOON)
    make.session.commit()
    assert seen() == ([plain.id, varied.id], 200_000, False)


def test_what_she_wrote_for_the_bag_is_kept_beside_it(make, vary):
    bag = make.listing(price=200_000)
    vary(bag, 100_000, 150_000)
    assert (bag.price, bag.top_price, bag.base_price, prices.written(bag)) == (
        100_000,
        150_000,
        200_000,
        200_000,
    )
    operations.edit(bag, {"price": 90_000}, actor=owner(bag), at=NOON)
    assert (bag.price, prices.written(bag)) == (100_000, 90_000)
    for row in list(bag.variants):
        variants.remove(bag, row.id, actor=owner(bag), at=NOON)
    operations.finish(bag, actor=owner(bag), at=NOON)
    assert (bag.price, bag.top_price, bag.base_price) == (90_000, None, None)


def test_a_bag_without_a_price_has_none_whatever_its_variations_say(make, vary):
    bag = make.listing(price=200_000)
    vary(bag, 100_000)
    prices.settle(bag, None)
    assert (bag.price, bag.top_price, bag.base_price) == (None, None, None)


def test_nobody_else_writes_a_price():
    """Found by reading: an assignment to one of the three anywhere but in `prices`."""
    root = Path(prices.__file__).parents[1]
    written = re.compile(r"\b(?:listing|bag|copy|copied)\.(?:price|top_price|base_price)\s*=[^=]")
    found = [path.relative_to(root) for path in root.rglob("*.py") if written.search(path.read_text("utf-8"))]
    assert [str(path) for path in found] == ["listings/prices.py"]
