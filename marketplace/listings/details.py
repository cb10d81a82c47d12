"""The facts of a bag in words, for readers and for machines; what was not recorded is left out."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext

from marketplace.listings.models import Listing
from marketplace.listings.rules import Availability, Care
from marketplace.listings.shop import ProductPage
from marketplace.web.formatting import decimal
from marketplace.web.labels import label
from marketplace.web.links import absolute_url

TOLERANCE_CM = 2
"""Hand-made sizes differ a little; the page says by how much."""


def details(listing: Listing) -> list[tuple[str, str]]:
    """Return the rows of the details list."""
    return [
        (gettext("Size (L x W x H)"), _size(listing)),
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


def _size(listing: Listing) -> str:
    sides = [
        decimal(side) for side in (listing.length_cm, listing.width_cm, listing.height_cm) if side is not None
    ]
    if not sides:
        return ""
    return gettext("%(sides)s cm, give or take %(few)s cm", sides=" × ".join(sides), few=TOLERANCE_CM)


def _cm(length: Any) -> str:
    return gettext("%(length)s cm", length=decimal(length)) if length is not None else ""


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def structured(page: ProductPage, address: str) -> dict[str, Any]:
    """Return the bag in schema.org's words. The credential stands on the person, and only while it is valid."""
    listing = page.listing
    person: dict[str, Any] = {
        "@type": "Person",
        "name": listing.artisan.name,
        "url": absolute_url("artisans.show", slug=listing.artisan.slug),
    }
    if page.record and page.badge and page.badge.is_valid:
        certificate, standing = page.record
        person["hasCredential"] = {
            "@type": "EducationalOccupationalCredential",
            "name": certificate.scheme,
            "url": absolute_url("certificates.record", code=certificate.code),
            "validFrom": str(standing.valid_from),
            "expires": str(standing.valid_until),
            "recognizedBy": {"@type": "Organization", "name": "BNSP"},
        }
    data = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": listing.title,
        "url": address,
        "manufacturer": person if page.badge else None,
        "offers": {
            "@type": "Offer",
            "price": listing.price,
            "priceCurrency": "IDR",
            "availability": "https://schema.org/"
            + ("InStock" if listing.availability is Availability.READY else "MadeToOrder"),
            "seller": person,
            "url": address,
        },
    }
    return {name: value for name, value in data.items() if value is not None}
