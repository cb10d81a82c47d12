"""The place in a list somebody has read to: the last row's values in the list's order, so that no row comes twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from marketplace.catalogue.rules import Sort
from marketplace.kit.paging import decode_cursor, encode_cursor, moment, row_number

_FURTHEST = 1_000_000

NUMBERS: Mapping[Sort, int] = {
    Sort.RELEVANCE: 2,
    Sort.TURNS: 1,
    Sort.NEWEST: 0,
    Sort.CHEAPEST: 1,
    Sort.DEAREST: 1,
    Sort.READY: 2,
    Sort.NEAR: 2,
}
"""How many numbers lead each order: a part of the list and a turn, a price, a part of the list and days to wait."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The last row somebody has seen: what leads its order, its moment, its number, and how many came before."""

    sort: Sort
    numbers: tuple[int, ...]
    at: datetime
    id: int
    seen: int

    def encode(self) -> str:
        """Return the mark as one word fit for an address."""
        return encode_cursor([self.sort.value, *self.numbers, self.at.isoformat(), self.id, self.seen])


def read_mark(text: str, sort: Sort) -> Mark | None:
    """Undo `Mark.encode`. None for rubbish, or for the mark of a list in another order: page one then."""
    try:
        name, *numbers, at, row, seen = decode_cursor(text)
        if name != sort.value or len(numbers) != NUMBERS[sort]:
            return None
        return Mark(
            sort,
            tuple(row_number(number) for number in numbers),
            moment(at),
            row_number(row),
            min(row_number(seen), _FURTHEST),
        )
    except ValueError:
        return None
