"""The last seven days beside the seven before them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

WEEK = 7
"""Days; today is the last of the newer week, so that a number can change while one looks."""


class Kind(StrEnum):
    """What is counted."""

    SEEN = "seen"
    KEPT = "kept"
    ASKED = "asked"
    WHATSAPP = "whatsapp"
    RECORD_OPENED = "record_opened"


@dataclass(frozen=True, slots=True)
class Fortnight:
    """One kind of count over two weeks: `days` from the oldest to today. None is a day before counting began."""

    kind: Kind
    days: tuple[tuple[date, int | None], ...]

    @property
    def this_week(self) -> int:
        """How many in the last seven days; those before counting began add nothing."""
        return sum(number or 0 for _, number in self.days[WEEK:])

    @property
    def last_week(self) -> int | None:
        """How many in the seven days before; None where any of them was not counted, for then it cannot be compared."""
        numbers = [number for _, number in self.days[:WEEK]]
        return None if None in numbers else sum(number or 0 for number in numbers)

    @property
    def most(self) -> int:
        """The largest number of one day: the height of a chart."""
        return max(number or 0 for _, number in self.days)


def days_shown(today: date) -> Sequence[date]:
    """Return the fourteen days, oldest first."""
    return [today - timedelta(days=back) for back in range(2 * WEEK - 1, -1, -1)]


def fortnight(kind: Kind, counts: Mapping[date, int], today: date, since: date | None) -> Fortnight:
    """Return two weeks of counts; a day without one counts nothing, a day before `since` was not counted.

    `since` None: nothing was ever counted, so only today can be said to have none.
    """
    first = since or today
    return Fortnight(
        kind, tuple((day, counts.get(day, 0) if day >= first else None) for day in days_shown(today))
    )
