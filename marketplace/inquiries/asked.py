"""Which variation of a bag a talk is about, in the reader's words: as it was when asked, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.inquiries.models import Thread
from marketplace.listings.choosing import bag_words, own_price, variant_of, variant_words
from marketplace.listings.combinations import can_be_had
from marketplace.listings.models import Listing, Photo, Variant
from marketplace.listings.rules import Colour
from marketplace.pictures.rules import PictureState


@dataclass(frozen=True, slots=True)
class Snapshot:
    """How a variation was called when it was asked about."""

    colour: Colour | None
    colour_words: str
    size: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A variation beside a talk. `price` is that of the moment it was asked, `now` another one it has today, in rupiah.

    `code` leads to it on the bag's page, "" once it was taken out; `gone`: it is there, and cannot be had now. `photo`
    is its own, as asked if that is still there; None leaves it to the bag's cover.
    """

    words: str
    price: int | None
    now: int | None
    code: str
    gone: bool
    photo: Photo | None


def about_to_ask(listing: Listing, variant: Variant) -> Asked:
    """Return it for a question that is not sent yet."""
    gone = not can_be_had(variant, listing.availability)
    photo = _photo(listing, variant.photo_id)
    return Asked(variant_words(variant), own_price(listing, variant), None, variant.code, gone, photo)


def asked(thread: Thread) -> Asked | None:
    """Return it for a talk; None for one about the bag as a whole. Reads the bag's variations."""
    called = snapshot(thread)
    if called is None:
        return None
    listing = thread.listing
    row = variant_of(listing, thread.variant_code or "")
    price = own_price(listing, row) if row else None
    return Asked(
        words=variant_words(called),
        price=thread.asked_price,
        now=price if price != thread.asked_price else None,
        code=row.code if row else "",
        gone=row is not None and not can_be_had(row, listing.availability),
        photo=asked_photo(thread) or (_photo(listing, row.photo_id) if row else None),
    )


def remember(thread: Thread, variant: Variant) -> None:
    """Write down which variation is asked about, and how it is now."""
    thread.variant_code = variant.code
    thread.asked_colour, thread.asked_colour_words = variant.colour, variant.colour_words
    thread.asked_size, thread.asked_photo_id = variant.size, variant.photo_id
    thread.asked_price = own_price(thread.listing, variant)


def snapshot(thread: Thread) -> Snapshot | None:
    """Return what the variation was called when it was asked about; None for a talk about the whole bag."""
    if thread.variant_code is None:
        return None
    return Snapshot(thread.asked_colour, thread.asked_colour_words, thread.asked_size)


def bag_asked(thread: Thread) -> str:
    """The bag with the variation asked about, in the reader's language: "Tote Ombak (bottle green, M)"."""
    return bag_words(thread.listing, snapshot(thread))


def asked_photo(thread: Thread) -> Photo | None:
    """The photo the variation showed when it was asked about, while it is there. Reads the bag's photos alone."""
    return _photo(thread.listing, thread.asked_photo_id)


def _photo(listing: Listing, number: int | None) -> Photo | None:
    shown = (photo for photo in listing.photos if photo.picture.state is not PictureState.FAILED)
    return next((photo for photo in shown if photo.id == number), None)
