"""Whether a bag can be had on a day, for machines: one answer behind every list that asks in words of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from marketplace.artisans.labels import back_on
from marketplace.listings.models import Listing
from marketplace.listings.rules import Availability, State


class Stock(StrEnum):
    READY = "ready"
    MADE_TO_ORDER = "made_to_order"
    AWAY = "away"
    """Offered; the maker takes a break and answers from a day on."""
    SOLD = "sold"


@dataclass(frozen=True, slots=True)
class Supply:
    """What can be had. `since`: the day the maker is back; `days`: how long making takes."""

    stock: Stock
    since: date | None = None
    days: int | None = None


def supply(listing: Listing, today: date) -> Supply | None:
    """Return how a bag can be had; None for one that is not offered, or of which nobody said."""
    if listing.state is State.SOLD:
        return Supply(Stock.SOLD)
    if listing.state is not State.PUBLISHED or listing.availability is None:
        return None
    if (back := back_on(listing.artisan, today)) is not None:
        return Supply(Stock.AWAY, since=back, days=listing.lead_days)
    if listing.availability is Availability.MADE_TO_ORDER:
        return Supply(Stock.MADE_TO_ORDER, days=listing.lead_days)
    return Supply(Stock.READY)
