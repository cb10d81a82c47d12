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
from marketplace.adapters.search.keys import DESCENDING, LAST_NUMBER, key
from marketplace.catalogue.answers import Counts, Tally
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
    Sort.TURNS: port.Order.TURNS,
    Sort.NEWEST: port.Order.NEWEST,
    Sort.CHEAPEST: port.Order.CHEAPEST,
    Sort.DEAREST: port.Order.DEAREST,
    Sort.READY: port.Order.READY,
}
"""Orders the index can follow; in all others its best answers come first."""
ENDLESS = (Sort.NEWEST, Sort.TURNS, Sort.CHEAPEST, Sort.DEAREST)
"""Orders in which a list goes on to its last bag however many there are."""

SPARE = 1 + 4 * PAGE_SIZE
"""Bags taken over beyond the bound: one says that there are more, and a page is filled though rows fall out."""
MOST = port.DEEPEST - SPARE
"""The bound where the settings say more: an index gives no further answers."""


def understood(
    search: Search,
    engine: port.SearchEngine,
    mark: Mark | None,
    today: date,
    bound: int,
    *,
    glance: bool = False,
) -> Search:
    """Return the question with the bags that have its words; as it is where it has none, or nobody can be asked.

    At a `glance` of more bags than the bound no more are taken over than a page needs, where the index knows the order;
    who finds the page not filled asks for all (`queries.asked`).
    """
    if not search.words:
        return search
    bound = min(bound, MOST)
    words = port.Question(" ".join(search.words), exact=search.exact, limit=bound, all_or_none=True)
    narrowed = _narrowed(words, search, today)
    filtered = replace(narrowed, order=words.order, count=()) != words
    counted: Mapping[str, Mapping[str, int]] | None = None
    answering: int | None = None
    try:
        answer = engine.find(words if filtered else replace(words, count=narrowed.count))
        if answer.total > bound:
            if filtered:
                answer = engine.find(narrowed)
            counted = answer.counts
            if answer.total > bound:
                answering = answer.total
                if search.order is Sort.READY:
                    answer = _away_last(engine, narrowed, mark, SPARE + bound, today)
                else:
                    needed = _needed(search, mark) if glance else MOST
                    answer = _stretch(engine, narrowed, mark, SPARE + bound, needed)
    except port.EngineNotReady as error:
        log.warning("words are looked for in the database: the search index is %s", error.reason)
        return search
    spelling = " ".join(answer.correction.words) if answer.correction else ""
    return replace(
        search, matching=tuple(answer.numbers), counted=counted, answering=answering, spelling=spelling
    )


def _needed(search: Search, mark: Mark | None) -> int:
    """Return how many bags a page needs, with some to spare for rows that fall out."""
    if search.order in ENDLESS:
        return SPARE
    if search.order is Sort.RELEVANCE:
        return SPARE + (mark.seen if mark else 0)
    return MOST  # the database has to put them in order


def _stretch(
    engine: port.SearchEngine, narrowed: port.Question, mark: Mark | None, whole: int, needed: int
) -> port.Answer:
    """Return a stretch of too many bags: as many as are needed where those are sure to be the first, else the whole."""
    stretch = replace(narrowed, all_or_none=False, limit=whole)
    if needed < whole:
        answer = _first_or_behind(engine, replace(stretch, limit=needed), mark)
        if stretch.order is port.Order.RELEVANCE:
            if mark is None or mark.id in answer.numbers:
                return answer
        elif numbers := _without_torn_tie(answer, needed):
            return replace(answer, numbers=numbers)
    return _first_or_behind(engine, stretch, mark)


def _away_last(
    engine: port.SearchEngine, narrowed: port.Question, mark: Mark | None, whole: int, today: date
) -> port.Answer:
    """Return a stretch of too many bags by when they are ready: the database puts those of makers who are away last.

    So does this: where the others fill the stretch, nobody who is away is in it, and none of them is passed over.
    """
    asked = replace(narrowed, all_or_none=False, limit=whole, count=())
    parts = [replace(asked, present_on=today.toordinal()), replace(asked, away_on=today.toordinal())]
    first = 1 if mark and mark.numbers[0] else 0
    found = engine.find(replace(parts[first], after=_just_before(asked.order, mark) if mark else None))
    if not first and len(found.numbers) < whole:
        rest = engine.find(replace(parts[1], limit=whole - len(found.numbers)))
        found = replace(found, numbers=[*found.numbers, *rest.numbers])
    return found if found.numbers or mark is None else _away_last(engine, narrowed, None, whole, today)


def _first_or_behind(engine: port.SearchEngine, asked: port.Question, mark: Mark | None) -> port.Answer:
    """Ask for what lies behind a mark; from the beginning where nothing does, or the order has no marks."""
    after = _just_before(asked.order, mark) if mark else None
    if after is not None:
        answer = engine.find(replace(asked, after=after))
        if answer.numbers:
            return answer
    return engine.find(asked)


def _without_torn_tie(answer: port.Answer, limit: int) -> Sequence[int]:
    """Return the bags without the last ones of one key: there may be more, and the database says which come first."""
    if len(answer.numbers) < limit:
        return answer.numbers
    return answer.numbers[: list(answer.keys).index(answer.keys[-1])]


def _narrowed(words: port.Question, search: Search, today: date) -> port.Question:
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
        present_on=today.toordinal() if ready else None,
        valid_on=today.toordinal() if search.certified else None,
        order=ORDERS.get(search.order, port.Order.RELEVANCE),
        count=COUNTED,
    )


def _just_before(order: port.Order, mark: Mark) -> int | None:
    """Return a key before all bags that tie with the last one seen: the database tells those apart."""
    if order is port.Order.RELEVANCE:
        return None
    leads = mark.numbers[-1] if mark.numbers else 0
    at = int(mark.at.timestamp())
    place = key(order, LAST_NUMBER, turn=leads, price=leads, ready_days=leads, published=at)
    return place + 1 if order in DESCENDING else place - 1


def ends_early(search: Search) -> bool:
    """Tell whether more bags answer than a list in this order shows: nothing says what comes behind the best."""
    if search.answering is None or search.matching is None or search.order in ORDERS:
        return False
    return search.answering > len(search.matching)


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


def recounted(counts: Counts, search: Search, bound: int) -> Counts:
    """Return the counts with those of the index in place of what was counted among its first answers alone."""
    if search.counted is None:
        return counts
    known = {group: numbers for group, numbers in search.counted.items() if group in COUNTED}
    if search.answering is not None:
        return replace(counts, total=Tally(min(bound, MOST), more=True), found=known)
    narrowed = {group.value for group in search.chosen} | ({CERTIFIED} if search.certified else set())
    others = {group: numbers for group, numbers in counts.found.items() if group not in narrowed}
    return replace(counts, found={**others, **known})
