"""A bag for machines, in schema.org's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from flask_babel import gettext

from marketplace.certificates.structured import person
from marketplace.listings.choosing import prices_of, variant_offers
from marketplace.listings.rules import MadeBy
from marketplace.listings.shop import ProductPage
from marketplace.listings.stock import Stock, supply
from marketplace.pictures.models import Picture, Rendition
from marketplace.pictures.rules import PictureFormat
from marketplace.pictures.shown import ShownPicture, ShownRendition
from marketplace.web.labels import label
from marketplace.web.links import absolute_url
from marketplace.web.structured import Node, document, trail, without_gaps
from marketplace.web.templating import whole_media

LISTED_WIDTH = 640
"""Pixels of the pictures machines are told of."""

STOCK: Mapping[Stock, str] = {
    Stock.READY: "InStock",
    Stock.MADE_TO_ORDER: "MadeToOrder",
    Stock.AWAY: "BackOrder",
    Stock.SOLD: "SoldOut",
}


def jpeg_near(picture: Picture | ShownPicture, width: int) -> Rendition | ShownRendition | None:
    """Return the JPEG of a picture that comes closest to a width, or None while there is none."""
    made: Sequence[Rendition | ShownRendition] = picture.renditions
    found = [rendition for rendition in made if rendition.format is PictureFormat.JPEG]
    return min(found, key=lambda rendition: abs(rendition.width - width), default=None)


def structured(page: ProductPage, address: str, today: date) -> Node:
    """Return the document of a bag's page: the bag, and the way to it."""
    bags = (gettext("All bags"), absolute_url("catalogue.browse"))
    return document(_product(page, address, today), trail(bags, (page.listing.title, address)))


def _product(page: ProductPage, address: str, today: date) -> Node:
    """schema.org/Product. The certificate stands on the person, and only while it is valid and reaches this bag."""
    listing = page.listing
    maker = person(
        listing.artisan.name,
        absolute_url("artisans.show", slug=listing.artisan.slug),
        [(page.behind.certificate, page.behind.standing)] if page.behind else [],
    )
    images = [
        whole_media(rendition.key)
        for photo in page.photos
        if (rendition := jpeg_near(photo.picture, LISTED_WIDTH))
    ]
    return without_gaps(
        {
            "@type": "Product",
            "name": listing.title,
            "url": address,
            "sku": listing.code,
            "image": images,
            "description": listing.story,
            "category": str(label(listing.bag_type)),
            "material": [str(label(row.material)) for row in listing.materials],
            "color": [str(label(row.colour)) for row in listing.colours],
            "manufacturer": maker if listing.made_by is MadeBy.SELF else None,
            "offers": _offers(page, address, today),
        }
    )


def _offers(page: ProductPage, address: str, today: date) -> Node | None:
    """Return the Offer of a bag, an AggregateOffer where prices differ; None for one that is not offered."""
    listing = page.listing
    found = supply(listing, today)
    if found is None:
        return None
    prices = prices_of(listing)
    priced: Node = {"@type": "Offer", "price": listing.price}
    if prices is not None and prices.varies:
        count = sum(one.available for one in variant_offers(listing))
        low, high = prices.low, prices.high
        priced = {"@type": "AggregateOffer", "lowPrice": low, "highPrice": high, "offerCount": count}
    return without_gaps(
        {
            **priced,
            "priceCurrency": "IDR",
            "availability": f"https://schema.org/{STOCK[found.stock]}",
            "availabilityStarts": str(found.since) if found.since else None,
            "itemCondition": "https://schema.org/NewCondition",
            "seller": person(listing.artisan.name, absolute_url("artisans.show", slug=listing.artisan.slug)),
            "url": address,
        }
    )
