"""Words of a question: the index says which bags have them, and the database has the last word on everything else.

Up to the bound all that have the words are taken over, and every filter, count and order is the database's. Of more,
the index is asked again with the filters it knows and along the order asked, and its first answers are taken over; then
its own counts stand for the groups it knows, and others have none. Without an index words are looked for in the
database's texts.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import ColumnElement, Integer, Text, bindparam, cast, func, select
from sqlalchemy.dialects.postgresql import JSON

from marketplace.adapters.search import port
from marketplace.adapters.search.keys import LAST_NUMBER, MOST_DAYS, key
from marketplace.catalogue.answers import Counts
from marketplace.catalogue.documents import GROUPS, one_word
from marketplace.catalogue.marks import Mark
from marketplace.catalogue.rules import CERTIFIED, PAGE_SIZE, Group, Ready, Search, Sort
from marketplace.database.session import session
from marketplace.listings.measures import MAX_PRICE
from marketplace.listings.models import Listing

log = logging.getLogger(__name__)
_MATCHING = "matching"
COUNTED = tuple(
    group.value
    for group in (Group.TYPE, Group.TECHNIQUE, Group.MATERIAL, Group.COLOUR, Group.BAND, Group.FIT)
)
"""Groups whose counts are the index's own where there are too many bags for the database to count."""
ORDERS: Mapping[Sort, port.Order] = {
    Sort.NEWEST: port.Order.NEWEST,
    Sort.CHEAPEST: port.Order.CHEAPEST,
    Sort.DEAREST: port.Order.DEAREST,
    Sort.READY: port.Order.READY,
}
"""Orders the index can follow; in all others its best answers come first."""

SPARE = 1 + 4 * PAGE_SIZE
"""Bags taken over beyond the bound: one says that there are more, and a page is filled though rows fall out."""


def understood(
    search: Search, engine: port.SearchEngine, mark: Mark | None, today: date, bound: int
) -> Search:
    """Return the question with the bags that have its words; as it is where it has none, or nobody can be asked."""
    if not search.words:
        return search
    words = port.Question(" ".join(search.words), exact=search.exact, limit=bound + SPARE)
    try:
        answer = engine.find(words)
        counted: Mapping[str, Mapping[str, int]] | None = None
        if answer.total > bound:
            answer = engine.find(_narrowed(words, search, mark, today))
            counted = answer.counts
    except port.EngineNotReady as error:
        log.warning("words are looked for in the database: the search index is %s", error.reason)
        return search
    spelling = " ".join(answer.correction.words) if answer.correction else ""
    return replace(search, matching=tuple(answer.numbers), counted=counted, spelling=spelling)


def _narrowed(words: port.Question, search: Search, mark: Mark | None, today: date) -> port.Question:
    order = ORDERS.get(search.order, port.Order.RELEVANCE)
    ready = [int(Ready(value)) for value in search.ticked(Group.READY)]
    priced = search.low is not None or search.high is not None
    return replace(
        words,
        chosen={
            group.value: [one_word(value) for value in values]
            for group, values in search.chosen.items()
            if group.value in GROUPS
        },
        price=(search.low or 0, MAX_PRICE if search.high is None else search.high) if priced else None,
        ready_within=max(ready) if ready else None,
        valid_on=today.toordinal() if search.certified else None,
        order=order,
        after=_just_before(order, mark) if mark else None,
        count=COUNTED,
    )


def _just_before(order: port.Order, mark: Mark) -> int | None:
    """Return a key before all bags that tie with the last one seen: the database tells those apart."""
    first = mark.numbers[0] if mark.numbers else 0
    match order:
        case port.Order.NEWEST:
            return key(order, 0, published=int(mark.at.timestamp()) + 1)
        case port.Order.CHEAPEST:
            return key(order, LAST_NUMBER, price=first) - 1 if first else None
        case port.Order.DEAREST:
            return key(order, 0, price=first + 1)
        case port.Order.READY:
            days = min(mark.numbers[-1], MOST_DAYS)
            return key(order, LAST_NUMBER, ready_days=days, published=1 << 40) - 1 if days else None
    return None


def among(numbers: Sequence[int], name: str = _MATCHING) -> ColumnElement[bool]:
    """Whether a Listing is one of many: they are handed over as one value, since a statement takes only so many.

    A statement put together once takes others by `given`; one that asks for several lots names each of them.
    """
    value = bindparam(name, json.dumps(numbers), Text)
    if session.get_bind().dialect.name == "postgresql":
        listed = func.json_array_elements_text(cast(value, JSON)).table_valued("value")
    else:
        listed = func.json_each(value).table_valued("value")
    return Listing.id.in_(select(cast(listed.c.value, Integer)))


def given(search: Search) -> dict[str, str]:
    """Return what a statement with `among` in it is executed with."""
    return {} if search.matching is None else {_MATCHING: json.dumps(search.matching)}


def recounted(counts: Counts, search: Search) -> Counts:
    """Return the counts with those of the index in place of what was counted among its first answers alone."""
    if search.counted is None:
        return counts
    known = {group: numbers for group, numbers in search.counted.items() if group in COUNTED}
    narrowed = {group.value for group in search.chosen} | ({CERTIFIED} if search.certified else set())
    others = {group: numbers for group, numbers in counts.found.items() if group not in narrowed}
    return replace(counts, found={**others, **known})
