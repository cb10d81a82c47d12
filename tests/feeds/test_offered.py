"""Bags in batches; what becomes of them: `test_channels.py`."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from marketplace.feeds import offered
from marketplace.feeds.offered import on_offer_by_number
from marketplace.listings.models import Listing
from marketplace.listings.rules import State
from marketplace.listings.shop import on_offer
from tests.factories.noise import unseen_bags


def test_each_bag_on_offer_comes_once_and_a_batch_is_never_larger(make, monkeypatch):
    monkeypatch.setattr(offered, "BATCH", 2)
    unseen_bags(make)
    numbers = [make.listing().id for _ in range(5)]
    batches = [[listing.id for listing, _ in batch] for batch in offered.offered(2)]
    assert [len(batch) for batch in batches] == [2, 2, 1]
    assert [number for batch in batches for number in batch] == numbers


def test_it_is_the_same_answer_as_the_shops_for_every_bag(make, session):
    unseen_bags(make)
    for state in State:
        make.listing(state=state)
    walked = set(session.scalars(select(Listing.id).where(on_offer_by_number())))
    assert walked == set(session.scalars(select(Listing.id).join(Listing.artisan).where(on_offer())))
    assert len(walked) == 1


def test_a_walk_reads_on_from_a_number_and_sorts_nothing(session):
    """Else every batch would read all bags on offer: 100,000 bags took a minute, a million an hour."""
    if session.get_bind().dialect.name != "sqlite":
        pytest.skip("the plan of an empty table says nothing on PostgreSQL")
    walk = select(Listing.id).where(Listing.id > 7, on_offer_by_number()).order_by(Listing.id).limit(5)
    asked = walk.compile(session.get_bind())
    values = tuple(asked.params[name] for name in asked.positiontup)
    steps = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}", values)
    plan = " ".join(row[3] for row in steps)
    assert "SEARCH listing USING INTEGER PRIMARY KEY (rowid>?)" in plan
    assert "TEMP B-TREE" not in plan


def test_pictures_are_the_widest_of_each_photo_the_cover_first(make):
    bag = make.listing(photos=3)
    widest = [
        row.key
        for photo in bag.photos
        for row in photo.picture.renditions
        if (row.width, row.format.value) == (400, "jpeg")
    ]
    assert offered.picture_keys([bag.id], 2) == {bag.id: widest[:2]}
    assert offered.picture_keys([make.listing(photos=0).id], 2) == {}
