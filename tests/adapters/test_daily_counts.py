"""Sums by row and day: added to what stands there, left out where the row is gone, kept where it cannot be written."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from marketplace.adapters import daily_counts
from marketplace.adapters.tally import Tally
from marketplace.footfall.models import BagVisits
from marketplace.listings.models import Listing

DAY = date(2026, 4, 14)


def test_nothing_counted_opens_no_transaction():
    def never(counts):
        raise AssertionError

    assert daily_counts.write_down(Tally(), never) == 0


def test_what_cannot_be_written_goes_back(session):
    tally = Tally()
    tally.note(7, DAY)

    def refuse(counts):
        raise OperationalError("INSERT", {}, Exception("away"))

    with pytest.raises(OperationalError):
        daily_counts.write_down(tally, refuse)
    assert tally.take() == {(7, DAY): 1}


def test_sums_are_added_and_rows_that_are_gone_left_out(make, session):
    bag = make.listing()
    for _ in range(2):
        tally = Tally()
        for row_id in (bag.id, bag.id, 999_999):
            tally.note(row_id, DAY)
        added = daily_counts.write_down(
            tally, lambda counts: daily_counts.add_visits(BagVisits, BagVisits.listing_id, Listing.id, counts)
        )
        assert added == 1
    session.rollback()
    assert session.execute(select(BagVisits.listing_id, BagVisits.day, BagVisits.visits)).all() == [
        (bag.id, DAY, 4)
    ]
