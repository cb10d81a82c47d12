"""What a card is made of is what the rows say, badge included."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest
from sqlalchemy import select

from marketplace.artisans.models import Artisan
from marketplace.listings.badges import badge
from marketplace.listings.cards import cards
from marketplace.listings.models import Listing
from marketplace.listings.scope import named_units, standings_named
from marketplace.listings.shop import offers
from marketplace.listings.shown_bags import COLUMNS, ShownBag, bag_of, shown_offers
from tests.factories.shopful import TODAY, fill


@pytest.fixture
def rows(make, session):
    fill(make)
    return session.scalars(select(Listing).order_by(Listing.id)).all()


def shown(session) -> list[ShownBag]:
    found = session.execute(select(*COLUMNS).join(Listing.artisan).order_by(Listing.id))
    return [bag_of(row) for row in found]


def test_every_value_is_that_of_its_row(session, rows):
    bags = shown(session)
    assert len(bags) == len(rows) > 5
    for bag, row in zip(bags, rows, strict=True):
        for field in fields(ShownBag):
            if field.name != "artisan":
                assert getattr(bag, field.name) == getattr(row, field.name), field.name
        hers: Artisan = row.artisan
        assert (bag.artisan.name, bag.artisan.paused_from, bag.artisan.paused_until) == (
            hers.name,
            hers.paused_from,
            hers.paused_until,
        )


@pytest.mark.parametrize("today", [TODAY, date(2020, 1, 1), date(2040, 1, 1)])
def test_the_card_is_the_one_the_rows_would_have_given(session, rows, today):
    assert cards(shown_offers(shown(session), today), today) == cards(offers(rows, today), today)


@pytest.mark.parametrize("today", [TODAY, date(2020, 1, 1), date(2040, 1, 1)])
def test_what_a_bag_names_is_worth_the_same_in_the_same_order(rows, today):
    ids = [row.id for row in rows]
    light, whole = standings_named(ids, today), named_units(ids, today)
    assert any(whole.values())
    for row in rows:
        assert [(one.standing, one.techniques, one.withdrawn_on) for one in light[row.id]] == [
            (one.standing, one.techniques, one.withdrawn_on) for one in whole[row.id]
        ]
        assert badge(row, light[row.id]) == badge(row, whole[row.id])


def test_of_no_bags_nothing_is_asked(app, queries):
    with queries() as asked:
        assert shown_offers([], TODAY) == []
    assert len(asked) == 0
