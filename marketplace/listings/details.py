"""The facts of a bag in words; what was not recorded is left out."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext

from marketplace.listings.fits import TOLERANCE_CM, Sides
from marketplace.listings.models import Listing, Variant
from marketplace.listings.rules import Care, MadeBy
from marketplace.web.formatting import decimal
from marketplace.web.labels import label


def details(listing: Listing, sides: Sides | None = None) -> list[tuple[str, str]]:
    """Return the rows of the details list; `sides` are those of the variation chosen."""
    return [
        (gettext("Who made it"), maker_words(listing)),
        (gettext("Size (L x W x H)"), _size(sides or sides_of(listing))),
        (gettext("Strap or handle"), _joined(_cm(listing.strap_cm), listing.strap_note)),
        (gettext("Weight"), gettext("%(grams)s gram", grams=listing.weight_g) if listing.weight_g else ""),
        (
            gettext("Material"),
            _joined(*(str(label(row.material)) for row in listing.materials), listing.material_note),
        ),
        (
            gettext("Colour"),
            _joined(*(str(label(row.colour)) for row in listing.colours), listing.colour_note),
        ),
        (gettext("Technique"), str(label(listing.technique))),
        (gettext("Lining"), str(label(listing.lining))),
        (gettext("Closure"), str(label(listing.closure))),
        (gettext("Care"), _joined(*(str(label(Care(value))) for value in listing.care))),
    ]


def maker_words(listing: Listing) -> str:
    """Return who made a bag, as buyers are told; the maker's own answer speaks in the first person."""
    name = listing.artisan.name
    match listing.made_by:
        case MadeBy.SELF:
            return gettext("%(name)s, alone", name=name)
        case MadeBy.GROUP:
            return gettext("The group of %(name)s", name=name)
        case MadeBy.OTHERS:
            return gettext("Others; %(name)s sells it", name=name)
    return ""


def _size(sides: Sides) -> str:
    known = [decimal(side) for side in (sides.length, sides.width, sides.height) if side is not None]
    if not known:
        return ""
    return gettext("%(sides)s cm, give or take %(few)s cm", sides=" × ".join(known), few=TOLERANCE_CM)


def sides_of(listing: Listing, variant: Variant | None = None) -> Sides:
    """Return a bag's measures; those a variation has of its own come first, side by side."""
    bag = Sides(listing.length_cm, listing.width_cm, listing.height_cm)
    if variant is None:
        return bag
    return bag.with_own(Sides(variant.length_cm, variant.width_cm, variant.height_cm))


def _cm(length: Any) -> str:
    return gettext("%(length)s cm", length=decimal(length)) if length is not None else ""


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
