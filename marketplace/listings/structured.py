"""A bag for machines, in schema.org's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marketplace.listings.rules import Availability, MadeBy, State
from marketplace.listings.shop import ProductPage
from marketplace.pictures.models import Picture, Rendition
from marketplace.pictures.rules import PictureFormat
from marketplace.toolbox import toolbox
from marketplace.web.labels import label
from marketplace.web.links import absolute_url
from marketplace.web.templating import media_url

LISTED_WIDTH = 640
"""Pixels of the pictures machines are told of."""

STOCK: Mapping[Availability, str] = {Availability.READY: "InStock", Availability.MADE_TO_ORDER: "MadeToOrder"}


def jpeg_near(picture: Picture, width: int) -> Rendition | None:
    """Return the JPEG of a picture that comes closest to a width, or None while there is none."""
    found = [rendition for rendition in picture.renditions if rendition.format is PictureFormat.JPEG]
    return min(found, key=lambda rendition: abs(rendition.width - width), default=None)


def _absolute(rendition: Rendition) -> str:
    address = media_url(rendition.key)
    return toolbox().settings.base_url + address if address.startswith("/") else address


def structured(page: ProductPage, address: str) -> dict[str, Any]:
    """Return the bag as schema.org's Product. The credential stands on the person, and only while it is valid."""
    listing = page.listing
    person = _person(page)
    images = [
        _absolute(rendition) for photo in page.photos if (rendition := jpeg_near(photo.picture, LISTED_WIDTH))
    ]
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": listing.title,
        "url": address,
        "sku": listing.code,
        "image": images,
        "description": listing.story,
        "category": str(label(listing.bag_type)),
        "material": [str(label(row.material)) for row in listing.materials],
        "color": [str(label(row.colour)) for row in listing.colours],
        "manufacturer": person if listing.made_by is MadeBy.SELF else None,
        "offers": _offer(page, person, address),
    }
    return {name: value for name, value in data.items() if value}


def _offer(page: ProductPage, person: dict[str, Any], address: str) -> dict[str, Any] | None:
    listing = page.listing
    if listing.state is State.PAUSED or listing.availability is None:
        return None
    stock = "SoldOut" if listing.state is State.SOLD else STOCK[listing.availability]
    return {
        "@type": "Offer",
        "price": listing.price,
        "priceCurrency": "IDR",
        "availability": f"https://schema.org/{stock}",
        "itemCondition": "https://schema.org/NewCondition",
        "seller": person,
        "url": address,
    }


def _person(page: ProductPage) -> dict[str, Any]:
    artisan = page.listing.artisan
    person: dict[str, Any] = {
        "@type": "Person",
        "name": artisan.name,
        "url": absolute_url("artisans.show", slug=artisan.slug),
    }
    if page.behind and page.behind.standing.is_valid:
        certificate, standing = page.behind.certificate, page.behind.standing
        person["hasCredential"] = {
            "@type": "EducationalOccupationalCredential",
            "credentialCategory": "certificate",
            "name": certificate.scheme,
            "url": absolute_url("records.record", code=certificate.code),
            "validFrom": str(standing.valid_from),
            "expires": str(standing.valid_until),
            "recognizedBy": {"@type": "Organization", "name": certificate.body_name},
        }
    return person
