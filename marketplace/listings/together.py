"""One change to many of an artisan's bags: looked at first, bag by bag, then carried out.

A bag that cannot take the change stays as it is and says why; the others are changed, all in one transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from marketplace.access.actors import Actor
from marketplace.kit.errors import Incomplete
from marketplace.listings import operations, prices, queries
from marketplace.listings.measures import MAX_PRICE, MIN_PRICE
from marketplace.listings.models import Listing
from marketplace.listings.operations import SearchWords, no_words
from marketplace.listings.rules import LIFECYCLE, Action, Availability

STEP = 500
"""Rupiah a changed price is rounded to, half a step upwards: nobody asks for Rp137.250."""


class Change(StrEnum):
    """What can be done to many bags at once."""

    PAUSE = "pause"
    RESUME = "resume"
    PRICE = "price"
    LEAD_DAYS = "lead_days"


class Hurdle(StrEnum):
    """Why a bag stays as it is."""

    NOT_NOW = "not_now"
    CHANGED = "changed"
    NO_PRICE = "no_price"
    PRICE_RANGE = "price_range"
    NOT_TO_ORDER = "not_to_order"
    SAME = "same"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one bag: whole rupiah or days before and after, or why nothing does."""

    listing: Listing
    before: int | None = None
    after: int | None = None
    hurdle: Hurdle | None = None


def changed_price(price: int, percent: int) -> int:
    """Return a price of whole rupiah changed by so many percent, to the nearest `STEP`."""
    exact = price * (100 + percent)
    return (exact + 50 * STEP) // (100 * STEP) * STEP


def look(artisan_id: int | None, versions: Mapping[str, int], change: Change, amount: int) -> list[Step]:
    """Return what would become of the artisan's bags of these codes; somebody else's and deleted ones are left out.

    `versions`: each bag as it was when it was chosen; one that has changed since stays as it is. `amount`: percent for
    a price (-50 to 100), days for a lead time, of no meaning otherwise.
    """
    bags = queries.own_many(artisan_id, versions)
    return [_step(listing, versions[listing.code], change, amount) for listing in bags]


def carry_out(
    artisan_id: int | None,
    versions: Mapping[str, int],
    change: Change,
    amount: int,
    *,
    actor: Actor,
    at: datetime,
    search_words: SearchWords = no_words,
) -> list[Step]:
    """Do what `look` shows, to locked rows; return what became of each bag."""
    bags: Sequence[Listing] = queries.own_many(artisan_id, versions, lock=True)
    done = []
    for listing in bags:
        step = _step(listing, versions[listing.code], change, amount)
        done.append(step if step.hurdle else _do(step, change, amount, actor, at, search_words))
    return done


def _step(listing: Listing, version: int, change: Change, amount: int) -> Step:
    if listing.version != version:
        return Step(listing, hurdle=Hurdle.CHANGED)
    if change is Change.PRICE:
        return _priced(listing, amount)
    if change is Change.LEAD_DAYS:
        before = listing.lead_days
        if listing.availability is not Availability.MADE_TO_ORDER:
            return Step(listing, hurdle=Hurdle.NOT_TO_ORDER)
        return Step(listing, before, amount, Hurdle.SAME if before == amount else None)
    allowed = LIFECYCLE.allows(listing.state, Action(change.value))
    return Step(listing, hurdle=None if allowed else Hurdle.NOT_NOW)


def _priced(listing: Listing, percent: int) -> Step:
    before = prices.written(listing)
    if before is None:
        return Step(listing, hurdle=Hurdle.NO_PRICE)
    after = changed_price(before, percent)
    own = [changed_price(row.price, percent) for row in listing.variants if row.price is not None]
    if not all(MIN_PRICE <= price <= MAX_PRICE for price in (after, *own)):
        return Step(listing, before, after, Hurdle.PRICE_RANGE)
    return Step(listing, before, after, Hurdle.SAME if after == before and not own else None)


def _do(
    step: Step, change: Change, amount: int, actor: Actor, at: datetime, search_words: SearchWords
) -> Step:
    listing = step.listing
    if change is Change.PRICE:
        for row in listing.variants:
            row.price = None if row.price is None else changed_price(row.price, amount)
        operations.edit(listing, {"price": step.after}, actor=actor, at=at, search_words=search_words)
    elif change is Change.LEAD_DAYS:
        operations.edit(listing, {"lead_days": amount}, actor=actor, at=at, search_words=search_words)
    else:
        try:
            operations.change_state(listing, Action(change.value), actor=actor, at=at)
        except Incomplete:  # raised before anything of the bag was touched
            return Step(listing, hurdle=Hurdle.INCOMPLETE)
    return step
