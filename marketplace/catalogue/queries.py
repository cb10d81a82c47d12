"""Finding bags: a finder says which and in which order, the rows say whether that still holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, defer

from marketplace.catalogue import finder
from marketplace.catalogue.answers import Answer, Counts
from marketplace.catalogue.conditions import live
from marketplace.catalogue.marks import Mark
from marketplace.catalogue.rules import Search
from marketplace.database.session import session
from marketplace.listings.models import Listing
from marketplace.listings.shop import Offer, offers

BOUND = 10_000
"""How many bags are counted one by one where the settings say nothing else."""


@dataclass(frozen=True, slots=True)
class Found:
    """One page of bags with all that was counted. `seen` is how many were on the pages before."""

    offers: Sequence[Offer]
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


def load(answer: Answer, search: Search, today: date) -> Found:
    """Return the bags of an answer in its order, without those that no longer meet the question; three statements.

    Words are the finder's own business: what counts as found differs from one to the other.
    """
    if not answer.ids:
        return Found([], answer.counts)
    rows = session.scalars(
        select(Listing)
        .join(Listing.artisan)
        .where(Listing.id.in_(answer.ids), *live(search, today))
        .options(contains_eager(Listing.artisan), defer(Listing.story), defer(Listing.search_text))
    )
    by_id = {listing.id: listing for listing in rows}
    listings = [by_id[number] for number in answer.ids if number in by_id]
    return Found(offers(listings, today), answer.counts, answer.seen, answer.next_mark)
