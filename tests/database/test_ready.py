"""Statements that are put together once say the same as those that are made anew."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from marketplace.database.ready import ready
from marketplace.listings.models import Listing
from marketplace.listings.shop import _hers, _of_code
from marketplace.listings.shown_photos import _photos
from marketplace.pictures.shown import _renditions


def test_it_is_made_once_and_takes_its_values_each_time(make, session):
    made = []

    @ready
    def by_price():
        made.append(1)
        return (
            select(Listing).where(Listing.price.in_(bindparam("prices", expanding=True))).order_by(Listing.id)
        )

    first, second = make.listing(price=10_000), make.listing(price=20_000)
    for prices, expected in (([10_000], [first]), ([], []), ([20_000, 10_000], [first, second]), ([5], [])):
        assert session.scalars(by_price(), {"prices": prices}).all() == expected
    assert made == [1]


def test_the_kept_key_is_the_one_sqlalchemy_works_out():
    for statement in (_hers(), _of_code(), _photos(), _renditions()):
        anew = type(statement)._generate_cache_key(statement)
        assert statement._generate_cache_key().key == anew.key
