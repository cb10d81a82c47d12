"""A bag as the words and pictures of a card, for every page that shows a grid of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from marketplace.artisans.labels import back_on
from marketplace.certificates.labels import badge_text
from marketplace.certificates.rules import Standing
from marketplace.listings.alternatives import cover_words
from marketplace.listings.roles import role_words
from marketplace.listings.rules import Availability, Focus, State
from marketplace.listings.shop import Offer
from marketplace.listings.shown_bags import AnyBag, ShownOffer
from marketplace.pictures.shown import ShownPicture
from marketplace.web.formatting import date_short

NO_SLUG = "tas"
"""Stands before the code of a bag whose title leaves no letters for an address."""


@dataclass(frozen=True, slots=True)
class Badge:
    """`kind` draws the shape, `text` says it."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """One bag in a grid. `slug` and `code` make its address; `price` in whole rupiah, the lowest where it `varies`.

    `maker` says who made it.
    """

    slug: str
    code: str
    title: str
    price: int | None
    varies: bool
    maker: str
    availability: str
    picture: ShownPicture | None
    focus: Focus | None
    alt: str
    badge: Badge | None


def badge_of(standing: Standing | None) -> Badge | None:
    """Return the badge of a standing, or None where there is none to show."""
    return Badge(standing.kind.value, badge_text(standing)) if standing else None


def availability_text(listing: AnyBag, today: date) -> str:
    """Return when a bag can be had, in a few words: the maker's pause comes before what she wrote."""
    if listing.state is State.SOLD:
        return gettext("Sold")
    if listing.state is State.PAUSED:
        return gettext("Not offered at the moment")
    back = back_on(listing.artisan, today)
    if back is not None:
        return gettext("Artisan away until %(day)s", day=date_short(back))
    if listing.availability is Availability.MADE_TO_ORDER:
        return gettext("Made to order, %(days)s days", days=listing.lead_days)
    return gettext("Ready to ship")


def address(listing: AnyBag) -> dict[str, str]:
    """Return what `url_for("listings.show", ...)` needs."""
    return {"slug": listing.slug or NO_SLUG, "code": listing.code}


def cards(offers: Sequence[Offer | ShownOffer], today: date) -> list[Card]:
    """Return the cards of a grid, in the same order."""
    return [_card(offer, today) for offer in offers]


def _card(offer: Offer | ShownOffer, today: date) -> Card:
    listing = offer.listing
    return Card(
        **address(listing),
        title=listing.title,
        price=listing.price,
        varies=listing.price_varies,
        maker=role_words(listing),
        availability=availability_text(listing, today),
        picture=offer.cover.picture if offer.cover else None,
        focus=offer.cover.focus if offer.cover else None,
        alt=cover_words(listing, offer.cover),
        badge=badge_of(offer.badge),
    )
