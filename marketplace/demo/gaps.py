"""What was looked for in vain in the demonstration: some of it often enough to be shown, some not."""

from __future__ import annotations

from datetime import date, timedelta

from marketplace.adapters.tally import Tally
from marketplace.gaps import operations

MISSED = (
    ("technique=macrame type=backpack", 21, 4),
    ("type=laptop material=jute", 13, 3),
    ("technique=knit type=kids", 11, 0),
    ("type=waist", 9, 5),
    ("technique=macrame place=64.74.01.1003", 8, 1),
    ("type=wallet colour=gold", 7, 0),
    ("technique=knit place=64.74.03.1001", 6, 2),
    ("type=bottle", 5, 1),
    ("type=evening material=raffia", 4, 0),
)
"""A set of terms, how often it was searched for, how often wished for; the last is too rare to be shown."""
EVERY = 5
"""Days between two searches for the same."""


def count(today: date) -> None:
    """Count them, spread over the last weeks; in transactions of its own."""
    tally: Tally[str] = Tally()
    for key, searches, _ in MISSED:
        for number in range(searches):
            tally.note(key, _day(today, number))
    operations.write_down(tally)


def wish(today: date) -> None:
    """Write down the wishes."""
    for key, _, wishes in MISSED:
        for number in range(wishes):
            operations.wish(key, day=_day(today, number))


def _day(today: date, number: int) -> date:
    return today - timedelta(days=number % 16 * EVERY + number % 3)
