"""The database as finder: answers a question with two statements, and with one where nothing is found.

It reads indexes in order and counts up to a bound. Where it alone is weak: words are looked for by reading every text
that the other filters leave; a combination few bags have is found by reading along the order; and of more bags than the
bound the filters have no numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import islice

from sqlalchemy import ScalarSelect, func, select

from marketplace.catalogue import counted, orders
from marketplace.catalogue.answers import Answer, Counts, Tally
from marketplace.catalogue.conditions import conditions, live
from marketplace.catalogue.marks import Mark
from marketplace.catalogue.rules import PAGE_SIZE, Search, Sort
from marketplace.database.session import session
from marketplace.listings.models import Listing

MOST_WAYS = 12
RANKED_AT_ONCE, RANKED_MORE = 200, 8
"""Rows of a ranked list that are looked at first, and how many times more with each further statement."""


def answer(search: Search, mark: Mark | None, today: date, bound: int) -> Answer:
    """Return the page behind a mark, and all that was counted up to `bound`.

    A mark behind which nothing is left (an old link) leads to the first page; where an index took over a stretch of
    the list alone, to a page without bags.
    """
    counts = counted.count(search, today, bound)
    if not counts.total.number:
        return Answer([], counts)
    places = _places(search, mark, today)
    if mark and not places and search.answering is None:
        mark, places = None, _places(search, None, today)
    shown = places[:PAGE_SIZE]
    seen = _seen(mark, counts, len(shown))
    more = len(places) > len(shown)
    next_mark = shown[-1].mark(search.order, seen + len(shown)) if more else None
    return Answer([place.id for place in shown], counts, next_mark, seen)


def _places(search: Search, mark: Mark | None, today: date) -> Sequence[orders.Place]:
    if search.matching is not None and search.order is Sort.RELEVANCE:
        return _ranked(search.matching, search, mark, today)
    rows = session.execute(orders.page(search, mark, today, PAGE_SIZE + 1))
    return [orders.place_of(search.order, row) for row in rows]


def _ranked(numbers: Sequence[int], search: Search, mark: Mark | None, today: date) -> Sequence[orders.Place]:
    """Along what an index found, the best first, as far as a page needs; what no longer holds is passed over."""
    at, size = 0, RANKED_AT_ONCE
    if mark:
        at = numbers.index(mark.id) + 1 if mark.id in numbers else mark.seen
    found: list[orders.Place] = []
    while at < len(numbers) and len(found) <= PAGE_SIZE:
        some = numbers[at : at + size]
        rows = session.execute(
            select(Listing.id, Listing.turn, Listing.published_at)
            .join(Listing.artisan)
            .where(Listing.id.in_(some), *live(search, today))
        )
        there = {row.id: orders.Place(row.id, (0, row.turn), row.published_at) for row in rows}
        found += [there[number] for number in some if number in there]
        at, size = at + size, size * RANKED_MORE
    return found[: PAGE_SIZE + 1]


def _seen(mark: Mark | None, counts: Counts, shown: int) -> int:
    """How many bags came before, as the mark says, but no more than there can be."""
    if mark is None:
        return 0
    return mark.seen if counts.total.more else max(0, min(mark.seen, counts.total.number - shown))


def ways_out(search: Search, today: date, bound: int) -> list[tuple[str, str, Tally]]:
    """Return (name, value, bags) for each part that, taken back, would bring results; one statement."""
    parts = few_parts(search)
    if not parts:
        return []
    sizes = [_number(search.without(*part), today, bound) for part in parts]
    found = session.execute(select(*sizes)).one()
    return [
        (name, value, Tally(min(size, bound), size > bound))
        for (name, value), size in zip(parts, found, strict=True)
        if size
    ]


def few_parts(search: Search) -> list[tuple[str, str]]:
    """Return the parts of a question that may be taken back one at a time: none where it has only one."""
    parts = list(islice(search.parts(), MOST_WAYS))
    return parts if len(parts) > 1 else []


def how_many(search: Search, today: date, bound: int) -> Tally:
    """Return how many bags answer; one statement."""
    size = session.scalar(select(_number(search, today, bound))) or 0
    return Tally(min(size, bound), size > bound or search.answering is not None)


def _number(search: Search, today: date, bound: int) -> ScalarSelect[int]:
    wanted = conditions(search, today)
    some = select(Listing.id).join(Listing.artisan).where(*wanted).limit(bound + 1).subquery()
    return select(func.count()).select_from(some).scalar_subquery()
