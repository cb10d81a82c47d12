"""Bags as cards show them, as plain values: of a grid's rows a card needs a third of the columns and no relations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from marketplace.artisans.models import Artisan
from marketplace.artisans.rules import Technique
from marketplace.certificates.rules import Standing
from marketplace.listings.badges import badge
from marketplace.listings.models import Listing
from marketplace.listings.rules import Availability, BagType, MadeBy, State
from marketplace.listings.scope import standings_named
from marketplace.listings.shown_photos import ShownPhoto, covers_of

COLUMNS: tuple[Any, ...] = (
    Listing.id,
    Listing.code,
    Listing.slug,
    Listing.state,
    Listing.title,
    Listing.price,
    Listing.top_price,
    Listing.availability,
    Listing.lead_days,
    Listing.bag_type,
    Listing.technique,
    Listing.made_by,
    Artisan.name,
    Artisan.paused_from,
    Artisan.paused_until,
)
"""What `bag_of` reads, over Listing joined with Artisan."""


@dataclass(frozen=True, slots=True)
class ShownMaker:
    """Its maker, as `artisans.models.Artisan` has her."""

    name: str
    paused_from: date | None
    paused_until: date | None


@dataclass(frozen=True, slots=True)
class ShownBag:
    """One bag, as `models.Listing` has it."""

    id: int
    code: str
    slug: str
    state: State
    title: str
    price: int | None
    price_varies: bool
    availability: Availability | None
    lead_days: int | None
    bag_type: BagType | None
    technique: Technique | None
    made_by: MadeBy | None
    artisan: ShownMaker


AnyBag = Listing | ShownBag


@dataclass(frozen=True, slots=True)
class ShownOffer:
    """A bag in a list: its values, its cover, and the standing it shows as its maker's badge."""

    listing: ShownBag
    cover: ShownPhoto | None
    badge: Standing | None


def bag_of(row: Sequence[Any]) -> ShownBag:
    """Return the bag in a row that begins with `COLUMNS`."""
    number, code, slug, state, title, price, top_price, *how, name, away_from, back = row[: len(COLUMNS)]
    availability, days, kind, technique, made_by = how
    maker = ShownMaker(name, away_from, back)
    varies = top_price is not None
    return ShownBag(
        number, code, slug, state, title, price, varies, availability, days, kind, technique, made_by, maker
    )


def shown_offers(bags: Sequence[ShownBag], today: date) -> list[ShownOffer]:
    """Return the bags with badge and cover, in the same order; two queries, however many there are."""
    ids = [bag.id for bag in bags]
    named = standings_named(ids, today)
    covers = covers_of(ids)
    return [ShownOffer(bag, covers.get(bag.id), badge(bag, named[bag.id])) for bag in bags]
