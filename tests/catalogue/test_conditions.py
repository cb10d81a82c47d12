"""The conditions say in SQL what the rules say of one bag."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest
from sqlalchemy import select

from marketplace.artisans.rules import is_away
from marketplace.catalogue.conditions import fitting, live, present
from marketplace.catalogue.rules import Group, Search
from marketplace.listings.fits import THINGS, TOLERANCE_CM, Fit, Sides, Thing, fits
from marketplace.listings.models import Listing
from tests.factories.shopful import DAY, TODAY

TENTHS = [
    Decimal(one) / 10
    for one in (0, 1, 99, 100, 234, 235, 236, 245, 249, 251, 302, 307, 318, 322, 325, 326, 342, 381, 400)
]


def test_every_measure_near_an_edge_fits_in_sql_what_surely_fits_by_the_rule(make, session):
    artisan = make.artisan()
    dice = Random(7)
    for thing in Thing:
        long, short, thick = (side + TOLERANCE_CM for side in THINGS[thing])
        for length, height in ((long, short), (short, long), (long + thick, short + thick)):
            for width in (None, Decimal(1), thick, thick + 3):
                step = Decimal(dice.randrange(-3, 4)) / 10
                make.listing(artisan, length_cm=length + step, width_cm=width, height_cm=height + 1, photos=0)
    for _ in range(60):
        length, height = dice.choice([None, *TENTHS]), dice.choice([None, *TENTHS])
        make.listing(
            artisan, length_cm=length, width_cm=dice.choice([None, *TENTHS]), height_cm=height, photos=0
        )
    bags = session.scalars(select(Listing)).all()
    for thing in Thing:
        found = set(session.scalars(select(Listing.id).where(fitting(thing))))
        by_rule = {
            bag.id
            for bag in bags
            if fits(Sides(bag.length_cm, bag.width_cm, bag.height_cm)).get(thing) is Fit.SURE
        }
        assert found == by_rule, thing
        assert by_rule, "the edges are worth looking at"


@pytest.mark.parametrize(
    ("first", "back", "here"),
    [
        (None, None, True),
        (None, TODAY, True),
        (None, TODAY + DAY, False),
        (TODAY, TODAY + DAY, False),
        (TODAY + DAY, TODAY + 3 * DAY, True),
        (TODAY - DAY, TODAY, True),
    ],
)
def test_an_artisan_is_away_in_sql_on_the_days_she_is_by_the_rule(make, session, first, back, here):
    make.listing(make.artisan(paused_from=first, paused_until=back))
    assert is_away(first, back, TODAY) is not here
    assert (
        session.scalar(select(Listing.id).join(Listing.artisan).where(present(TODAY))) is not None
    ) is here


def test_words_are_not_held_against_the_rows_of_an_answer():
    assert len(live(Search(words=("tas",), chosen={Group.TYPE: ("tote",)}), TODAY)) == 2
