"""Until when taking a bag down can be appealed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from marketplace.appeals.rules import WITHIN
from marketplace.reports.rules import Reason
from marketplace.takedowns.rules import GROUNDS, may_appeal

TAKEN = datetime(2026, 4, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "appealed", "is_down", "may"),
    [
        (timedelta(0), None, True, True),
        (WITHIN - timedelta(seconds=1), None, True, True),
        (WITHIN, None, True, False),
        (timedelta(days=1), TAKEN, True, False),
        (timedelta(days=1), None, False, False),
    ],
)
def test_once_in_time_and_while_it_is_down(after, appealed, is_down, may):
    assert may_appeal(TAKEN, appealed, is_down, TAKEN + after) is may


def test_the_grounds_are_what_the_public_may_report():
    assert Reason.PROHIBITED in GROUNDS and Reason.NUMBER_WRONG not in GROUNDS
