"""The orders of a list, each along one index, and where in them a page begins.

An order is one list, or several one after another ("parts"): those who are away come after all others, the buyer's own
kelurahan before its kecamatan. Every part is read along its index and only as far as a page needs, so that no page
costs more for lying deep.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    and_,
    func,
    literal,
    not_,
    or_,
    select,
    true,
    tuple_,
    union_all,
)

from marketplace.artisans.models import Artisan
from marketplace.artisans.queries import works_in
from marketplace.artisans.rules import PlaceLevel, parent_code, place_level
from marketplace.catalogue.conditions import conditions, present
from marketplace.catalogue.marks import Mark
from marketplace.catalogue.rules import Search, Sort
from marketplace.listings.models import Listing

_COLUMNS: Mapping[Sort, tuple[Any, ...]] = {
    Sort.RELEVANCE: (Listing.turn, Listing.published_at, Listing.id),
    Sort.TURNS: (Listing.turn, Listing.published_at, Listing.id),
    Sort.NEWEST: (Listing.published_at, Listing.id),
    Sort.CHEAPEST: (Listing.price, Listing.published_at, Listing.id),
    Sort.DEAREST: (Listing.price, Listing.published_at, Listing.id),
    Sort.READY: (Listing.readiness, Listing.published_at, Listing.id),
    Sort.NEAR: (Listing.turn, Listing.published_at, Listing.id),
}
"""All of one order stand in one index and run the same way: the last first, but for the lowest price."""

_IN_PARTS = frozenset({Sort.RELEVANCE, Sort.READY, Sort.NEAR})


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the answer: its number, and what stands for it in a mark."""

    id: int
    numbers: tuple[int, ...]
    at: datetime

    def mark(self, sort: Sort, seen: int) -> Mark:
        """The mark of somebody who has read to this row."""
        return Mark(sort, self.numbers, self.at, self.id, seen)


def page(search: Search, mark: Mark | None, today: date, limit: int) -> Select[Any]:
    """Return the statement for the rows behind a mark; `place_of` reads them."""
    parts = list(enumerate(_parts(search, today)))
    first = min(mark.numbers[0], len(parts) - 1) if mark and search.order in _IN_PARTS else 0
    found: list[CTE] = []
    for number, part in parts[first:]:
        wanted = [*conditions(search, today), part]
        if mark and number == first:
            wanted.append(_behind(mark))
        if found:  # not looked for at all where the parts before it fill the page
            sizes = [select(func.count()).select_from(one).scalar_subquery() for one in found]
            wanted.append(sum(sizes, start=literal(0)) < limit)
        statement = _along(search.order, number, wanted, limit)
        if len(parts) == 1:
            return statement
        found.append(statement.cte(f"part_{number}"))
    rows = union_all(*(select(one) for one in found)).subquery()
    keys = list(rows.c)[1:]
    return select(rows).order_by(rows.c.part, *(key.desc() for key in keys)).limit(limit)


def _along(sort: Sort, number: int, wanted: Sequence[ColumnElement[bool]], limit: int) -> Select[Any]:
    columns = _COLUMNS[sort]
    ordered = [column.asc() if sort is Sort.CHEAPEST else column.desc() for column in columns]
    return (
        select(literal(number).label("part"), *columns)
        .join(Listing.artisan)
        .where(*wanted)
        .order_by(*ordered)
        .limit(limit)
    )


def place_of(sort: Sort, row: Sequence[Any]) -> Place:
    """Read a row of `page`."""
    part, *keys, at, number = row
    numbers = [abs(key) for key in keys]
    return Place(number, tuple([part, *numbers] if sort in _IN_PARTS else numbers), at)


def _behind(mark: Mark) -> ColumnElement[bool]:
    columns = _COLUMNS[mark.sort]
    numbers = mark.numbers[1:] if mark.sort in _IN_PARTS else mark.numbers
    if mark.sort is Sort.READY:
        numbers = tuple(-number for number in numbers)
    values = [*numbers, mark.at, mark.id]
    last = tuple_(*(literal(value, column.type) for value, column in zip(values, columns, strict=True)))
    return tuple_(*columns) > last if mark.sort is Sort.CHEAPEST else tuple_(*columns) < last


def _parts(search: Search, today: date) -> list[ColumnElement[bool]]:
    match search.order:
        case Sort.READY:
            return [present(today), not_(present(today))]
        case Sort.RELEVANCE:
            titled = and_(
                *(func.lower(Listing.title).contains(word, autoescape=True) for word in search.words)
            )
            return [titled, not_(titled)]
        case Sort.NEAR:
            return _around(search.near)
    return [true()]


def _around(code: str) -> list[ColumnElement[bool]]:
    """The same kelurahan, then the rest of its kecamatan, of its city, and everywhere else: no distance is recorded."""
    rings = [code]
    while place_level(rings[-1]) > PlaceLevel.REGENCY and (wider := parent_code(rings[-1])):
        rings.append(wider)
    parts = [works_in([rings[0]])]
    for inner, outer in pairwise(rings):
        parts.append(and_(works_in([outer]), not_(works_in([inner]))))
    return [*parts, or_(Artisan.place_code.is_(None), not_(works_in([rings[-1]])))]
