"""What a photo shows, for who cannot see it: the maker's own words, or else what is recorded of the bag."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from flask_babel import gettext

from marketplace.listings.models import Listing, Photo
from marketplace.listings.shown_bags import AnyBag
from marketplace.listings.shown_photos import ShownPhoto
from marketplace.web.labels import label


def photo_words(listing: Listing, photo: Photo | ShownPhoto | None, number: int = 1) -> str:
    """Return the description of a bag's photo at its place; the maker's own words come first."""
    return (photo.alt if photo is not None else "") or recorded_words(listing, number)


def cover_words(listing: AnyBag, cover: Photo | ShownPhoto | None) -> str:
    """Return the same for a card. It makes do with the bag's own row: a grid must not ask for every bag's colours."""
    return (cover.alt if cover is not None else "") or _sentence(listing, [], 1)


def recorded_words(listing: Listing, number: int) -> str:
    """Return what stands in for a description: name, kind, technique and colours as recorded, nothing guessed."""
    return _sentence(listing, [row.colour for row in listing.colours], number)


def _sentence(listing: AnyBag, colours: Iterable[StrEnum], number: int) -> str:
    facts = (listing.bag_type, listing.technique, *colours)
    words = ", ".join(str(label(fact)) for fact in facts if fact is not None)
    name = listing.title or gettext("Bag without a name")
    bag = f"{name}: {words}" if words else name
    return gettext("%(bag)s (photo %(number)d)", bag=bag, number=number) if number > 1 else bag
