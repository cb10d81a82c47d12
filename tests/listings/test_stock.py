"""Whether a bag can be had: the state before the maker's break, her break before what she wrote."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from marketplace.listings.rules import Availability, State
from marketplace.listings.stock import Stock, Supply, supply

TODAY = date(2026, 4, 14)
TOMORROW = TODAY + timedelta(days=1)
ORDER = {"availability": Availability.MADE_TO_ORDER, "lead_days": 7}


@pytest.mark.parametrize(
    ("changes", "away", "found"),
    [
        ({}, None, Supply(Stock.READY)),
        (ORDER, None, Supply(Stock.MADE_TO_ORDER, days=7)),
        ({}, TOMORROW, Supply(Stock.AWAY, since=TOMORROW)),
        (ORDER, TOMORROW, Supply(Stock.AWAY, since=TOMORROW, days=7)),
        ({}, TODAY, Supply(Stock.READY)),
        ({"state": State.SOLD}, TOMORROW, Supply(Stock.SOLD)),
        ({"state": State.PAUSED}, None, None),
        ({"state": State.DRAFT, "availability": None}, None, None),
    ],
)
def test_one_answer_for_every_state(make, changes, away, found):
    assert supply(make.listing(make.artisan(paused_until=away), **changes), TODAY) == found
