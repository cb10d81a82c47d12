"""The bags for shopping channels: Google Merchant Center (RSS 2.0 with its `g:` names) and Meta's catalogue (CSV).

Neither list has a place for a certificate of a person, so none is claimed: Google's `certification` is for labels of
products (EPREL), Meta has nothing. The description holds recorded facts alone; what a maker wrote of her bag stays on
its page. A bag without a finished picture is left out, for both require one. What nobody recorded (shipping cost, the
brand of a bag others made) is left empty.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO

from flask_babel import gettext

from marketplace.feeds.days import midnight
from marketplace.feeds.rules import element
from marketplace.listings.cards import address
from marketplace.listings.details import details
from marketplace.listings.models import Listing
from marketplace.listings.rules import MadeBy
from marketplace.listings.stock import Stock, Supply, supply
from marketplace.toolbox import toolbox
from marketplace.web.labels import label
from marketplace.web.links import absolute_url
from marketplace.web.spreadsheets import safe_cell
from marketplace.web.templating import whole_media

Batches = Iterable[Sequence[tuple[Listing, Sequence[str]]]]
"""Bags with the keys of their pictures, as of `offered`."""
MOST_PICTURES = 11
"""The cover and ten more, as many as Google takes; Meta takes twenty."""
MOST_COLOURS = 3
GOOGLE: Mapping[Stock, str] = {
    Stock.READY: "in_stock",
    Stock.MADE_TO_ORDER: "backorder",
    Stock.AWAY: "backorder",
}
"""support.google.com/merchants/answer/6324448: a backorder is accepted now and sent on its availability date."""
META: Mapping[Stock, str] = {
    Stock.READY: "in stock",
    Stock.MADE_TO_ORDER: "available for order",
    Stock.AWAY: "available for order",
}
COLUMNS = (
    "id",
    "title",
    "description",
    "availability",
    "condition",
    "price",
    "link",
    "image_link",
    "brand",
    "additional_image_link",
    "color",
    "material",
    "product_type",
)
"""developers.facebook.com, "Reference - Catalog": the first eight are required, and one of brand, gtin and mpn."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be had, as both channels know it: `price` in whole rupiah, addresses of `images`, cover first."""

    id: str
    title: str
    description: str
    link: str
    images: Sequence[str]
    price: int
    supply: Supply
    brand: str
    colours: Sequence[str]
    materials: Sequence[str]
    kind: str


def items(listing: Listing, pictures: Sequence[str], today: date) -> Iterator[Item]:
    """Return what can be had of a bag: one item, or none while it lacks what every channel requires.

    The one place that knows that a bag is one item.
    """
    stock = supply(listing, today)
    if not pictures or stock is None or stock.stock not in GOOGLE or listing.price is None:
        return
    yield Item(
        id=listing.code,
        title=listing.title,
        description=" ".join(f"{name}: {value}." for name, value in details(listing) if value),
        link=absolute_url("listings.show", **address(listing)),
        images=[whole_media(key) for key in pictures],
        price=listing.price,
        supply=stock,
        brand=listing.artisan.name if listing.made_by is MadeBy.SELF else "",
        colours=[str(label(row.colour)) for row in listing.colours][:MOST_COLOURS],
        materials=[str(label(row.material)) for row in listing.materials],
        kind=str(label(listing.bag_type)),
    )


def ships_on(found: Supply, today: date) -> date | None:
    """Return when something is sent that is not there today."""
    if found.stock is Stock.READY:
        return None
    return (found.since or today) + timedelta(days=found.days or 0)


def google(batches: Batches, today: date) -> Iterator[str]:
    """Return the catalogue for Google, piece by piece."""
    settings = toolbox().settings
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">\n'
    yield f"<channel>{element('title', settings.site_name)}{element('link', absolute_url('pages.home'))}"
    yield element("description", gettext("Knitted bags from %(city)s", city=settings.city)) + "\n"
    for bags in batches:
        yield "".join(_google(item, today) for bag in bags for item in items(*bag, today))
    yield "</channel></rss>\n"


def _google(item: Item, today: date) -> str:
    day = ships_on(item.supply, today)
    values = [
        ("id", item.id),
        ("title", item.title),
        ("description", item.description),
        ("link", item.link),
        ("image_link", item.images[0]),
        *(("additional_image_link", image) for image in item.images[1:]),
        ("availability", GOOGLE[item.supply.stock]),
        ("availability_date", f"{midnight(day):%Y-%m-%dT%H:%M%z}" if day else ""),
        ("price", f"{item.price} IDR"),
        ("condition", "new"),
        ("brand", item.brand),
        ("identifier_exists", "no"),
        ("color", "/".join(item.colours)),
        ("material", "/".join(item.materials)),
        ("product_type", item.kind),
    ]
    return "<item>" + "".join(element(f"g:{name}", value) for name, value in values) + "</item>\n"


def meta(batches: Batches, today: date) -> Iterator[str]:
    """Return the catalogue for Meta as CSV, piece by piece; no cell is taken for a formula by who opens it."""
    yield _lines([COLUMNS])
    for bags in batches:
        yield _lines(_meta(item) for bag in bags for item in items(*bag, today))


def _meta(item: Item) -> Sequence[str]:
    return (
        item.id,
        item.title,
        item.description,
        META[item.supply.stock],
        "new",
        f"{item.price} IDR",
        item.link,
        item.images[0],
        item.brand,
        ",".join(item.images[1:]),
        "/".join(item.colours),
        "/".join(item.materials),
        item.kind,
    )


def _lines(rows: Iterable[Sequence[str]]) -> str:
    buffer = StringIO()
    csv.writer(buffer).writerows([safe_cell(cell) for cell in row] for row in rows)
    return buffer.getvalue()
