"""What is true of the sales book: its limits, its spans of time, and which of its lines count as sold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from marketplace.kit.dates import add_months

MAX_WHAT, MAX_PAID = 120, 80
"""Characters."""
MAX_PIECES = 999
MAX_AMOUNT = 10**10
MAX_ONCE = 40
FIRST_YEAR, LAST_YEAR = 2000, 2999
"""Years the book has pages for."""

_SPAN = re.compile(r"(2\d{3})(?:-(0[1-9]|1[0-2]))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Span:
    """A month or a year: its first day, and the first day after it."""

    first: date
    after: date

    @property
    def is_year(self) -> bool:
        return self.after.year == self.first.year + 1 and self.after.month == 1 and self.first.month == 1

    @property
    def name(self) -> str:
        """`2026` or `2026-11`, as addresses and files are called."""
        return f"{self.first.year}" if self.is_year else f"{self.first:%Y-%m}"


def month_at(day: date) -> Span:
    """Return the month a day lies in."""
    first = day.replace(day=1)
    return Span(first, add_months(first, 1))


def year_at(year: int) -> Span:
    """Return a calendar year."""
    return Span(date(year, 1, 1), date(year + 1, 1, 1))


def read_span(text: str) -> Span:
    """Return the span `2026` or `2026-11` names; ValueError for anything else."""
    match = _SPAN.fullmatch(text)
    if match is None:
        raise ValueError("neither a year nor a month")
    return month_at(date(int(match[1]), int(match[2]), 1)) if match[2] else year_at(int(match[1]))


def months_of(span: Span) -> Sequence[Span]:
    """Return the months of a span, first to last."""
    months = [month_at(span.first)]
    while months[-1].after < span.after:
        months.append(month_at(months[-1].after))
    return months


class Entry(Protocol):
    """What a line written by hand says; `amount` in whole rupiah for all pieces, None where it was not written down."""

    @property
    def sold_on(self) -> date: ...
    @property
    def what(self) -> str: ...
    @property
    def pieces(self) -> int: ...
    @property
    def amount(self) -> int | None: ...
    @property
    def paid(self) -> str: ...


ENTRY = ("sold_on", "what", "pieces", "amount", "paid")
"""The names of `Entry`, in the order of the page."""


def wrong_day(sold_on: date, today: date) -> str:
    """Return what is wrong with the day of a sale; empty where nothing is."""
    if sold_on > today:
        return "sale.future"
    return "sale.long_ago" if sold_on.year < FIRST_YEAR else ""
