"""Rows in the order of a moment, page after page: none twice, none lost, whichever end comes first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace.database.by_moment import page_by_moment
from marketplace.listings.models import Listing
from tests.conftest import NOON

SIZE = 2


@pytest.fixture
def bags(make):
    """Seven bags, three of the same moment; in the order of moment, then of number."""
    minutes = (3, 1, 2, 2, 0, 2, 4)
    made = [make.listing(photos=0, published_at=NOON + timedelta(minutes=one)) for one in minutes]
    return [bag.id for bag in sorted(made, key=lambda bag: (bag.published_at, bag.id))]


def page(after="", *, latest_first=False):
    return page_by_moment(select(Listing), Listing.published_at, SIZE, after, latest_first=latest_first)


@pytest.mark.parametrize("latest_first", [False, True])
def test_all_rows_once_in_order(bags, latest_first):
    seen, after = [], ""
    while True:
        found = page(after, latest_first=latest_first)
        assert len(found.items) <= SIZE
        seen += [bag.id for bag in found.items]
        if not found.has_more:
            break
        after = found.next_cursor
    assert seen == (bags[::-1] if latest_first else bags)


def test_a_last_page_that_is_full_leads_nowhere(make):
    for minute in range(SIZE):
        make.listing(photos=0, published_at=NOON + timedelta(minutes=minute))
    assert page().next_cursor is None


@pytest.mark.parametrize("after", ["x", "", "W10"])
def test_a_cursor_that_was_not_ours_begins_anew(bags, after):
    assert [bag.id for bag in page(after).items] == bags[:SIZE]
