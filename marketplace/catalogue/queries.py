"""Finding bags: a finder says which and in which order, the rows say whether that still holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, select

from marketplace.adapters.search.port import SearchEngine
from marketplace.catalogue import finder, wording
from marketplace.catalogue.answers import Answer, Counts
from marketplace.catalogue.conditions import live
from marketplace.catalogue.marks import Mark
from marketplace.catalogue.rules import Group, Search
from marketplace.database.ready import ready
from marketplace.database.session import session
from marketplace.listings.models import Listing
from marketplace.listings.shown_bags import COLUMNS, ShownOffer, bag_of, shown_offers

BOUND = 10_000
"""How many bags are counted one by one where the settings say nothing else."""


@dataclass(frozen=True, slots=True)
class Found:
    """One page of bags with all that was counted. `seen` is how many were on the pages before."""

    offers: Sequence[ShownOffer]
    counts: Counts
    seen: int = 0
    next_mark: Mark | None = None

    @property
    def total(self) -> int:
        """How many bags answer, as far as they were counted."""
        return self.counts.total.number


def find(search: Search, mark: Mark | None, today: date, bound: int = BOUND) -> Found:
    """Return the page of bags behind `mark`; at most five statements."""
    answer = finder.answer(search, mark, today, bound)
    return load(answer, search, today)


def asked(
    search: Search, engine: SearchEngine, mark: Mark | None, today: date, bound: int = BOUND
) -> tuple[Search, Found]:
    """Return a question as its words were understood, with the page of bags behind `mark`.

    Of too many bags no more are taken from the index than a page needs; where they do not fill one (rows fall out, or
    the list ends) it is asked for all.
    """
    understood = wording.understood(search, engine, mark, today, bound, glance=True)
    found = find(understood, mark, today, bound)
    if understood.answering is not None and not found.next_mark:
        understood = wording.understood(search, engine, mark, today, bound)
        found = find(understood, mark, today, bound)
    return understood, found


def load(answer: Answer, search: Search, today: date) -> Found:
    """Return the bags of an answer in its order, without those that no longer meet the question; three statements.

    Words are the finder's own business: what counts as found differs from one to the other.
    """
    if not answer.ids:
        return Found([], answer.counts)
    chosen = tuple(search.chosen.items())
    statement = _statement(chosen, search.low, search.high, search.certified, today)
    by_id = {row[0]: bag_of(row) for row in session.execute(statement, {"ids": answer.ids})}
    bags = [by_id[number] for number in answer.ids if number in by_id]
    return Found(shown_offers(bags, today), answer.counts, answer.seen, answer.next_mark)


@lru_cache(maxsize=64)
def _statement(
    chosen: tuple[tuple[Group, tuple[str, ...]], ...],
    low: int | None,
    high: int | None,
    certified: bool,
    today: date,
) -> Select[*tuple[Any, ...]]:
    """Put together once for each question, as in `facets`."""
    search = Search(chosen=dict(chosen), low=low, high=high, certified=certified)
    listed = Listing.id.in_(bindparam("ids", expanding=True))
    return ready(lambda: select(*COLUMNS).join(Listing.artisan).where(listed, *live(search, today)))()
