"""The list of artisans, and one artisan's page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import render_template, request, url_for

from marketplace.artisans.labels import address_name, back_on
from marketplace.artisans.rules import Affiliation, Technique
from marketplace.artisans.views import blueprint
from marketplace.catalogue import makers
from marketplace.catalogue.schemas import read_people
from marketplace.certificates.labels import badge_text, sentence
from marketplace.listings.cards import badge_of, cards
from marketplace.listings.contact import whatsapp_of
from marketplace.toolbox import toolbox
from marketplace.web.doors import public


@blueprint.get("/artisans")
@public
def index() -> str:
    """Everybody who may be seen, by name."""
    asked = read_people(request.args.items(multi=True))
    found = makers.list_makers(asked.places, asked.certified, asked.after, toolbox().today())
    query: dict[str, Any] = {"place": list(asked.places), "certified": "1" if asked.certified else None}
    return render_template(
        "artisans/index.html",
        asked=asked,
        found=found,
        badges={maker.artisan.id: badge_of(maker.standing) for maker in found.makers},
        places=makers.places_of_makers(),
        more=url_for(".index", **query, after=found.next_cursor) if found.next_cursor else "",
    )


@blueprint.get("/artisans/<slug>")
@public
def show(slug: str) -> str:
    """One artisan: what her certificate is worth today, what she makes, how to reach her."""
    today = toolbox().today()
    shop = makers.shop_of(slug, request.args.get("after", ""), today)
    artisan = shop.artisan
    speaks = shop.speaks if shop.speaks and shop.speaks[1].is_public else None
    return render_template(
        "artisans/show.html",
        shop=shop,
        artisan=artisan,
        speaks=speaks,
        status_text=sentence(speaks[1] if speaks else None, toolbox().clock()),
        badge_text=badge_text,
        called=address_name(artisan),
        techniques=[Technique(value) for value in artisan.techniques],
        affiliations=[Affiliation(value) for value in artisan.affiliations],
        away_until=back_on(artisan, today),
        whatsapp=whatsapp_of(artisan),
        cards=cards(shop.bags, today),
        host=urlsplit(toolbox().settings.base_url).netloc,
        more=url_for(".show", slug=slug, after=shop.next_cursor) if shop.next_cursor else "",
    )
