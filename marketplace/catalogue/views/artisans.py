"""The list of artisans, and one artisan's page."""

from __future__ import annotations

from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for

from marketplace.artisans import workplace
from marketplace.artisans.hour_words import hours_sentence, pace_sentence
from marketplace.artisans.labels import address_name, back_on
from marketplace.artisans.market_words import market_lines
from marketplace.artisans.portraits import Pictured, face_key
from marketplace.artisans.rules import Affiliation, Technique
from marketplace.artisans.views import blueprint
from marketplace.catalogue import makers
from marketplace.catalogue.landing import people_known_as
from marketplace.catalogue.schemas import read_people
from marketplace.catalogue.sharing import maker_card
from marketplace.catalogue.structured import maker_page
from marketplace.catalogue.tiles import districts
from marketplace.certificates.labels import badge_text, issued_by, sentence, term_words
from marketplace.extensions import limiter
from marketplace.listings.cards import badge_of, cards
from marketplace.listings.contact import whatsapp_of
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.formatting import date_short
from marketplace.web.kept_pages import hangs_on
from marketplace.web.labels import label
from marketplace.web.links import without_empty
from marketplace.web.sharing import CARDS, card_answer
from marketplace.web.templating import media_url


@blueprint.get("/artisans")
@public(kept=True)
def index() -> str | Response:
    """Everybody who may be seen, by name."""
    if clean := without_empty():
        return make_response(redirect(clean))
    asked = read_people(request.args.items(multi=True))
    today = toolbox().today()
    found = makers.list_makers(asked.places, asked.certified, asked.after, today, asked.techniques)
    whole = not (asked.places or asked.certified or asked.after or asked.techniques)
    query: dict[str, Any] = {
        "place": list(asked.places),
        "certified": "1" if asked.certified else None,
        "technique": list(asked.techniques),
    }
    return render_template(
        "artisans/index.html",
        asked=asked,
        known=people_known_as(
            asked.places, asked.certified, later=bool(asked.after or asked.techniques), total=found.total
        ),
        found=found,
        faces={maker.artisan.id: face(maker.artisan) for maker in found.makers},
        crafts={maker.artisan.id: ", ".join(_techniques(maker.artisan)) for maker in found.makers},
        badges={maker.artisan.id: badge_of(maker.standing) for maker in found.makers},
        techniques=[(one, label(one), one in asked.techniques) for one in Technique],
        places=makers.places_of_makers(asked.places),
        districts=districts(toolbox().settings.regency_code, today) if whole else [],
        more=url_for(".index", **query, after=found.next_cursor) if found.next_cursor else "",
    )


@blueprint.get("/artisans/<slug>")
@public(kept=True)
def show(slug: str) -> str:
    """One artisan: what her certificate is worth today, what she makes, how to reach her."""
    today = toolbox().today()
    shop = makers.shop_of(slug, request.args.get("after", ""), today)
    artisan = shop.artisan
    hangs_on(artisan.id)
    joined = toolbox().local(artisan.created_at).date()
    speaks = shop.speaks if shop.speaks and shop.speaks[1].is_public else None
    return render_template(
        "artisans/show.html",
        shop=shop,
        structured=maker_page(shop),
        shared=maker_card(shop, today),
        artisan=artisan,
        speaks=speaks,
        joined=joined,
        status_text=sentence(speaks[1] if speaks else None, toolbox().clock()),
        badge_text=badge_text,
        issued_by=issued_by,
        term_words=term_words,
        date_short=date_short,
        called=address_name(artisan),
        techniques=_techniques(artisan),
        affiliations=[str(label(Affiliation(value))) for value in artisan.affiliations],
        away_until=back_on(artisan, today),
        hours=hours_sentence(artisan),
        markets=market_lines(artisan.markets),
        pace=pace_sentence(artisan),
        whatsapp=whatsapp_of(artisan),
        cards=cards(shop.bags, today),
        workplace=workplace.shown(artisan.id),
        later=bool(shop.bags) and "after" in request.args,
        more=url_for(".show", slug=slug, after=shop.next_cursor) + "#bags" if shop.next_cursor else "",
    )


@blueprint.get("/artisans/<slug>/card-<string(length=16):mark>.jpg")
@public
@limiter.limit(CARDS)
def card(slug: str, mark: str) -> Response:
    """Send the card that is shown where her page is shared; an address of another day leads to today's."""
    today = toolbox().today()
    return card_answer(maker_card(makers.shop_of(slug, "", today), today), mark)


def face(artisan: Pictured) -> str:
    """The address of a small portrait, or of the swatch that stands for her."""
    key = face_key(artisan)
    return media_url(key) if key else url_for("artisans.swatch", slug=artisan.slug)


def _techniques(artisan: Pictured) -> list[str]:
    return [str(label(Technique(value))) for value in artisan.techniques]
