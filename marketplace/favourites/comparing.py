"""Up to three bags side by side, in the same words as on their pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from marketplace.artisans.models import Artisan
from marketplace.favourites.queries import side_by_side
from marketplace.listings.badges import covers
from marketplace.listings.cards import Card, availability_text, cards
from marketplace.listings.details import details
from marketplace.listings.reach import unit_title
from marketplace.listings.scope import NamedUnit, named_units
from marketplace.listings.shop import Offer, offers
from marketplace.web.formatting import from_price


@dataclass(frozen=True, slots=True)
class Row:
    """One fact of every bag; `values` are lists of lines, an empty list where nothing is recorded."""

    name: str
    values: Sequence[Sequence[str]]

    @property
    def differs(self) -> bool:
        """Whether the bags are told apart by it."""
        return any(value != self.values[0] for value in self.values)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The bags as cards, and what is said of each, in one order."""

    cards: Sequence[Card]
    rows: Sequence[Row]


def compare(codes: Sequence[str], today: date) -> Comparison:
    """Return the bags of these codes beside each other; at most seven statements. Bags without a page are left out."""
    listings = side_by_side(codes)
    shown = offers(listings, today)
    named = named_units([listing.id for listing in listings], today)
    facts = [_facts(offer, named, today) for offer in shown]
    names = list(facts[0]) if facts else []
    rows = [Row(name, [fact[name] for fact in facts]) for name in names]
    return Comparison(cards(shown, today), [row for row in rows if any(row.values) or row.name in _always()])


def _always() -> set[str]:
    """What is asked of every bag: that none of them says it is worth a row as well."""
    return {gettext("Size (L x W x H)"), gettext("Material"), gettext("Place")}


def _facts(offer: Offer, named: Mapping[int, Sequence[NamedUnit]], today: date) -> dict[str, list[str]]:
    listing = offer.listing
    return {
        gettext("Price"): [from_price(listing.price, listing.price_varies)]
        if listing.price is not None
        else [],
        gettext("Ready when"): [availability_text(listing, today)],
        **{name: [value] if value else [] for name, value in details(listing)},
        gettext("Place"): _place(listing.artisan),
        gettext("What the certificate covers"): _covered(offer, named[listing.id]),
    }


def _place(artisan: Artisan) -> list[str]:
    place = artisan.place
    if place is None:
        return []
    return [", ".join([place.name, *([place.parent.name] if place.parent else [])])]


def _covered(offer: Offer, named: Sequence[NamedUnit]) -> list[str]:
    """The tested units behind the badge that reach this bag, as its own page lists them."""
    if offer.behind is None:
        return [gettext("Nothing here: this bag carries no badge.")]
    behind = offer.behind.certificate.id
    return [
        unit_title(one.unit)
        for one in named
        if one.certificate.id == behind and covers(one, offer.listing.technique)
    ]
