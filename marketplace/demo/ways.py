"""Bags of the demonstration that come in several colours, some in two sizes: each with its photo, one sold out."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from marketplace.access.actors import Actor
from marketplace.demo.bags import DESIGNS, Bag, Design
from marketplace.listings import variants
from marketplace.listings.models import Listing
from marketplace.listings.rules import Availability, Colour

SIZES: Mapping[str, tuple[str, ...]] = {"jala": ("S", "L"), "zigzag": ("S", "M"), "kerang": (), "pouch": ()}
"""By motif: the designs whose first colour way is sold in all of them."""
DEARER, SMALLER = 30_000, Decimal("0.75")


def design_of(bag: Bag) -> Design | None:
    """Return the design of a bag that comes in several ways, or None."""
    motif, _, letter = bag.photos[0].partition("-")
    return next((one for one in DESIGNS if one.motif == motif and motif in SIZES and letter == "a"), None)


def photos_of(bag: Bag) -> tuple[str, ...]:
    """Return the photos a bag shows: those of its other colours come last."""
    design = design_of(bag)
    others = [f"{design.motif}-{letter}" for letter, _ in design.ways[1:]] if design else []
    return (*bag.photos, *others)


def vary(listing: Listing, bag: Bag, actor: Actor) -> None:
    """Give the bag its variations, before `operations.edit` finishes it; its photos are there already."""
    design = design_of(bag)
    if design is None:
        return
    shown = dict(zip(photos_of(bag), listing.photos, strict=True))
    pictures: dict[Colour | None, int] = {
        colours[0]: shown[f"{design.motif}-{letter}"].id for letter, colours in design.ways
    }
    sizes = SIZES[design.motif]
    variants.add(listing, [colours[0] for _, colours in design.ways], sizes, actor=actor)
    last = len(listing.variants) - 1
    for number, row in enumerate(listing.variants):
        small = row.size == "S"
        facts: dict[str, Any] = {
            "photo_id": pictures[row.colour],
            "price": bag.fields["price"] + DEARER if sizes and not small else None,
            "off": number == last and bag.fields["availability"] is Availability.MADE_TO_ORDER,
            "stock": (number + 1) % 4 if bag.fields["availability"] is Availability.READY else None,
        }
        if small:
            facts |= {
                "length_cm": Decimal(round(design.size[0] * SMALLER)),
                "height_cm": Decimal(round(design.size[2] * SMALLER)),
            }
        for name, value in facts.items():
            setattr(row, name, value)
