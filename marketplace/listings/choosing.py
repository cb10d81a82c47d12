"""Choosing one of a bag's variations on its page, in words, pictures and links that work without a script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from marketplace.kit.money import format_rupiah
from marketplace.listings import combinations
from marketplace.listings.combinations import Called, Choice, PriceRange, can_be_had, price_range
from marketplace.listings.details import sides_of
from marketplace.listings.fits import Sides
from marketplace.listings.models import Listing, Variant
from marketplace.listings.prices import written
from marketplace.listings.rules import COLOUR_HEX, Availability
from marketplace.listings.shown_photos import ShownPhoto
from marketplace.web.formatting import decimal
from marketplace.web.labels import label


@dataclass(frozen=True, slots=True)
class Option:
    """One colour or size. `code` is the variation it leads to, "" where there is none such.

    `hex` is the dot of a colour without a photo.
    """

    words: str
    note: str
    code: str
    chosen: bool
    struck: bool
    hex: str
    photo: ShownPhoto | None


@dataclass(frozen=True, slots=True)
class Choosing:
    """What a bag's page says of its variations. `bag` is its name with the variation chosen, `price` in whole rupiah.

    `gone`: the chosen one cannot be had now. `left` is how many finished pieces there are, where that was written down.
    `photo` is its own, where it has one that can be shown. `lost`: the address asks for one that is not there.
    """

    colours: Sequence[Option]
    sizes: Sequence[Option]
    chosen: Variant | None
    bag: str
    price: int | None
    varies: bool
    gone: bool
    left: int | None
    photo: ShownPhoto | None
    lost: bool

    @property
    def words(self) -> str:
        """The variation chosen, in words; empty while there is none."""
        return variant_words(self.chosen) if self.chosen else ""


def choosing(listing: Listing, photos: Iterable[ShownPhoto], code: str) -> Choosing:
    """Return the choices while the variation with `code` is chosen.

    A code that no variation has chooses none.
    """
    rows, availability = listing.variants, listing.availability
    chosen = variant_of(listing, code)
    shown = {photo.id: photo for photo in photos}

    def option(choice: Choice[Variant], words: str, note: str, *, pictured: bool) -> Option:
        one, target = choice.example, choice.target
        return Option(
            words=words,
            note=note,
            code=target.code if target else "",
            chosen=choice.chosen,
            struck=choice.struck,
            hex=COLOUR_HEX[one.colour] if pictured and one.colour else "",
            photo=shown.get(one.photo_id) if pictured and one.photo_id is not None else None,
        )

    of_colour = combinations.colours(rows, chosen, availability)
    of_size = combinations.sizes(rows, chosen, availability)
    notes = [size_note(listing, one.example) for one in of_size]
    telling = len(set(notes)) > 1 or len(notes) == 1
    ready = availability is Availability.READY
    return Choosing(
        colours=[option(one, colour_words(one.example), "", pictured=True) for one in of_colour]
        if any(colour_words(row) for row in rows)
        else [],
        sizes=[
            option(one, one.example.size, note if telling else "", pictured=False)
            for one, note in zip(of_size, notes, strict=True)
        ]
        if any(row.size for row in rows)
        else [],
        chosen=chosen,
        bag=bag_words(listing, chosen),
        price=own_price(listing, chosen) if chosen else listing.price,
        varies=listing.price_varies and chosen is None,
        gone=chosen is not None and not can_be_had(chosen, availability),
        left=(chosen.stock if chosen else None if rows else listing.stock) if ready else None,
        photo=shown.get(chosen.photo_id) if chosen and chosen.photo_id is not None else None,
        lost=bool(code) and chosen is None and bool(rows),
    )


def chosen_first(photos: Sequence[ShownPhoto], chosen: Variant | None) -> list[ShownPhoto]:
    """Return the photos, that of the variation chosen before all others."""
    if chosen is None:
        return list(photos)
    return sorted(photos, key=lambda photo: photo.id != chosen.photo_id)


def colour_words(variant: Called) -> str:
    """Her own words for the colour, or else its name; empty where it has none."""
    return variant.colour_words or (str(label(variant.colour)) if variant.colour else "")


def size_note(listing: Listing, variant: Variant) -> str:
    """How large the bag is in this variation, "30 × 10 × 24 cm"."""
    sides = sides_of(listing, variant)
    known = [decimal(side) for side in (sides.length, sides.width, sides.height) if side is not None]
    return gettext("%(sides)s cm", sides=" × ".join(known)) if known else ""


def sizes_of(listing: Listing) -> dict[str, Sides]:
    """Return the measures of each variation that has some of its own, by its size; by all it is called, where that
    size is not as large in every colour."""
    of_size: dict[str, set[Sides]] = {}
    for row in listing.variants:
        of_size.setdefault(row.size, set()).add(sides_of(listing, row))
    return {
        row.size if row.size and len(of_size[row.size]) == 1 else variant_words(row): sides_of(listing, row)
        for row in listing.variants
        if sides_of(listing, row) != sides_of(listing)
    }


def variant_words(variant: Called) -> str:
    """The variation as a buyer would write it: "bottle green, M"."""
    return ", ".join(part for part in (colour_words(variant), variant.size) if part)


def bag_words(listing: Listing, variant: Called | None) -> str:
    """The bag with its variation, as letters and messages speak of it: "Tote Ombak (bottle green, M)"."""
    return f"{listing.title} ({variant_words(variant)})" if variant else listing.title


def variant_of(listing: Listing, code: str) -> Variant | None:
    """Return the bag's variation with a code; None where it has none such (any more)."""
    return next((row for row in listing.variants if row.code == code), None) if code else None


def own_price(listing: Listing, variant: Variant) -> int | None:
    """What this variation costs, in whole rupiah."""
    return written(listing) if variant.price is None else variant.price


def prices_of(listing: Listing) -> PriceRange | None:
    """Return what a bag costs, as its card, filters and order have it; None while no price was written."""
    wrote = written(listing)
    return None if wrote is None else price_range(wrote, listing.variants, listing.availability)


@dataclass(frozen=True, slots=True)
class VariantOffer:
    """One variation for machines: its address, price in whole rupiah, and whether it can be had now."""

    variant: Variant
    words: str
    price: int | None
    available: bool


def variant_offers(listing: Listing) -> list[VariantOffer]:
    """Return what is offered in each variation, in the order of the page; empty for a bag without any."""
    return [
        VariantOffer(row, variant_words(row), own_price(listing, row), can_be_had(row, listing.availability))
        for row in listing.variants
    ]


def price_text(price: int | None) -> str:
    """A price as the editor's fields show it: "285.000"."""
    return "" if price is None else format_rupiah(price).removeprefix("Rp")
