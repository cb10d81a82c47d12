"""The list of bags and an artisan's page for machines, in schema.org's words."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext

from marketplace.catalogue.makers import Shop
from marketplace.certificates.structured import person
from marketplace.listings.cards import Card
from marketplace.listings.structured import jpeg_near
from marketplace.web.links import absolute_url
from marketplace.web.structured import Node, document, item_list, trail
from marketplace.web.templating import whole_media

FACE_WIDTH = 400


def bag_list(cards: Sequence[Card], seen: int) -> Node | None:
    """Return the document of a page of bags, `seen` of which came on pages before; None where there is none."""
    found = item_list(
        (absolute_url("listings.show", slug=one.slug, code=one.code) for one in cards), seen + 1
    )
    return document(found) if found else None


def maker_page(shop: Shop) -> Node:
    """Return the document of an artisan's page: the person with what she holds today, and the way to the page.

    schema.org/ProfilePage with its required `mainEntity` (Google, "Profile page structured data").
    """
    artisan = shop.artisan
    address = absolute_url("artisans.show", slug=artisan.slug)
    node = person(artisan.name, address, shop.records)
    if artisan.portrait is not None and (face := jpeg_near(artisan.portrait, FACE_WIDTH)) is not None:
        node["image"] = whole_media(face.key)
    if artisan.place is not None:
        node["workLocation"] = {"@type": "Place", "name": artisan.place.name}
    people = (gettext("All artisans"), absolute_url("artisans.index"))
    return document({"@type": "ProfilePage", "mainEntity": node}, trail(people, (artisan.name, address)))
