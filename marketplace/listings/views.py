"""The page of one bag."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask_babel import gettext

from marketplace.artisans.hour_words import hours_sentence
from marketplace.artisans.labels import address_name, back_on
from marketplace.artisans.market_words import market_sentence
from marketplace.certificates.labels import badge_text, headline
from marketplace.extensions import limiter
from marketplace.kit.errors import NotFound
from marketplace.listings import making_of
from marketplace.listings.alternatives import photo_words
from marketplace.listings.badges import shortfall
from marketplace.listings.beside import beside, contribute
from marketplace.listings.cards import address, availability_text, cards
from marketplace.listings.choosing import bag_words, choosing, chosen_first, own_price, sizes_of, variant_of
from marketplace.listings.contact import number_shown, whatsapp_about
from marketplace.listings.details import details, sides_of
from marketplace.listings.drawing import drawing, fit_list
from marketplace.listings.making import making
from marketplace.listings.reach import reach
from marketplace.listings.roles import role_sentence
from marketplace.listings.rules import State
from marketplace.listings.sharing import shared_card
from marketplace.listings.shop import ProductPage, code_in, page_of, with_page
from marketplace.listings.similar import similar
from marketplace.listings.structured import structured
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.identity import maybe_actor
from marketplace.web.kept_pages import count_reader, hangs_on
from marketplace.web.links import absolute_url
from marketplace.web.sharing import CARDS, card_answer

blueprint = Blueprint("listings", __name__)
CLICKS = "60 per minute"
"""Ways to WhatsApp of one address: many telephones share one, and no person asks sixty times."""
contribute(
    "process",
    making_of.is_shown,
    lambda listing, there: {"process_photos": making_of.shown(listing.id) if there else ()},
)


@blueprint.get("/products/<piece>", endpoint="by_code")
@public
def by_code(piece: str) -> Response:
    """Lead an address whose words have changed, or whose code was typed by hand, to the one address of the bag."""
    return _show(piece, page_of(code_in(piece), toolbox().today()))


@blueprint.get("/products/<slug>-<string(length=10):code>")
@public(kept=True)
def show(slug: str, code: str) -> Response:
    """Show a bag: its photos, its maker's record, and the ways to reach her."""
    return _show(f"{slug}-{code}", page_of(code, toolbox().today()))


@blueprint.get("/cards/<string(length=10):code>-<string(length=16):mark>.jpg")
@public
@limiter.limit(CARDS)
def card(code: str, mark: str) -> Response:
    """Send the card that is shown where the bag's link is shared; an address of another day leads to today's."""
    today = toolbox().today()
    return card_answer(shared_card(page_of(code, today), today), mark)


@blueprint.get("/products/<slug>-<string(length=10):code>/whatsapp")
@public
@limiter.limit(CLICKS)
def whatsapp(slug: str, code: str) -> Response:
    """Count that somebody goes on to WhatsApp, and lead there with the words written.

    The address is made of what is kept here alone. Who it was, and what is written there, is not known.
    """
    listing = with_page(code)
    chosen = variant_of(listing, request.args.get("v", ""))
    draft = whatsapp_about(
        listing,
        absolute_url("listings.show", **address(listing), v=chosen.code if chosen else None),
        bag=bag_words(listing, chosen),
        price=own_price(listing, chosen) if chosen else listing.price,
    )
    if listing.state is not State.PUBLISHED or not draft:
        raise NotFound()
    if not _is_hers(listing.artisan_id):
        count_reader(toolbox(), "whatsapp", listing.id)
    answer = make_response(redirect(draft, 303))
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _show(piece: str, page: ProductPage) -> Response:
    right: dict[str, Any] = dict(address(page.listing))
    if piece != f"{right['slug']}-{right['code']}":
        return make_response(redirect(url_for("listings.show", **right, v=request.args.get("v")), 301))
    if not _is_hers(page.listing.artisan_id):
        count_reader(toolbox(), "bag", page.listing.id)
    return make_response(render_template("listings/show.html", **_view(page)))


def _is_hers(artisan_id: int) -> bool:
    actor = maybe_actor()
    return actor is not None and actor.artisan_id == artisan_id


def _view(page: ProductPage) -> dict[str, Any]:
    listing, today = page.listing, toolbox().today()
    record = page.record if page.record and page.record[1].is_public else None
    choice = choosing(listing, page.photos, request.args.get("v", ""))
    sides = sides_of(listing, choice.chosen)
    here = dict[str, Any](address(listing), v=choice.chosen.code if choice.chosen else None)
    if offered := listing.state is State.PUBLISHED:  # else bags of others are shown in its place
        hangs_on(listing.artisan_id)
    return {
        "page": page,
        "listing": listing,
        "artisan": listing.artisan,
        "called": address_name(listing.artisan),
        "record": record,
        "badge_sentence": headline(page.badge),
        "missing": shortfall(listing, page.named, has_record=record is not None),
        "reach": reach(page),
        "badge_text": badge_text,
        "offered": offered,
        "available": gettext("Not to be had at the moment")
        if offered and choice.gone
        else availability_text(listing, today),
        "choice": choice,
        "where": address(listing),
        "photos": chosen_first(page.photos, choice.chosen),
        "making": making(listing, today) if offered else [],
        "drawing": drawing(sides, listing.strap_cm),
        "fits": fit_list(sides, None if choice.chosen else sizes_of(listing)),
        "away_until": back_on(listing.artisan, today),
        "hours": hours_sentence(listing.artisan),
        "markets": market_sentence(listing.artisan.markets),
        "whatsapp": url_for("listings.whatsapp", **here) if offered and number_shown(listing.artisan) else "",
        "photo_words": photo_words,
        "details": details(listing, sides),
        "more": cards(page.more, today),
        "similar": [] if offered else cards(similar(listing, today), today),
        "structured": structured(page, absolute_url("listings.show", **address(listing)), today),
        "shared": shared_card(page, today),
        **beside(listing),
        "role": role_sentence(listing),
        "inquiry": url_for("inquiries.ask", **dict[str, Any](address(listing))),
    }
