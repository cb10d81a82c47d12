"""The conditions say in SQL what the rules say of one bag."""

from __future__ import annotations

from itertools import product

import pytest
from sqlalchemy import select

from marketplace.catalogue.conditions import fitting, live, present
from marketplace.catalogue.rules import Group, Search
from marketplace.listings.fits import FITS, Fit, takes
from marketplace.listings.models import Listing
from tests.factories.shopful import DAY, TODAY


def test_every_measure_at_an_edge_fits_in_sql_what_it_fits_by_the_rule(make, session):
    sides = [None, *sorted({side for pair in FITS.values() for edge in pair for side in (edge - 1, edge)})]
    artisan = make.artisan()
    for length, height in product(sides, sides):
        make.listing(artisan, length_cm=length, height_cm=height, photos=0)
    bags = session.scalars(select(Listing)).all()
    assert len(bags) == len(sides) ** 2
    for fit in Fit:
        found = set(session.scalars(select(Listing.id).where(fitting(fit))))
        assert found == {bag.id for bag in bags if takes(bag.length_cm, bag.height_cm, fit)}, fit


@pytest.mark.parametrize(("back", "here"), [(None, True), (TODAY, True), (TODAY + DAY, False)])
def test_on_the_day_of_her_return_an_artisan_is_back(make, session, back, here):
    make.listing(make.artisan(paused_until=back))
    assert (
        session.scalar(select(Listing.id).join(Listing.artisan).where(present(TODAY))) is not None
    ) is here


def test_words_are_not_held_against_the_rows_of_an_answer():
    assert len(live(Search(words=("tas",), chosen={Group.TYPE: ("tote",)}), TODAY)) == 2
