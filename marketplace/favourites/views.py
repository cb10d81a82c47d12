"""The pages of bags set aside. What a browser keeps is shown by its own script, which asks for cards by code."""

from __future__ import annotations

from flask import Blueprint, Response, flash, jsonify, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.extensions import limiter
from marketplace.favourites import operations, queries
from marketplace.favourites.comparing import compare as side_by_side
from marketplace.favourites.queries import Chosen
from marketplace.favourites.rules import MOST_COMPARED, read_codes
from marketplace.favourites.schemas import Bags, OneBag
from marketplace.kit.errors import BadRequest
from marketplace.listings.cards import cards
from marketplace.toolbox import toolbox
from marketplace.web.doors import public, signed_in
from marketplace.web.forms import read_form
from marketplace.web.identity import current_actor, maybe_actor
from marketplace.web.links import see_other

blueprint = Blueprint("favourites", __name__)
JSON = "application/json"


@blueprint.get("/favourites")
@public
@limiter.limit("120 per minute")
def show() -> str:
    """The bags named in the address, or those of the account; else what this page is for, and the browser's own."""
    today, actor = toolbox().today(), maybe_actor()
    if "codes" in request.args:
        found = queries.chosen(read_codes(request.args.getlist("codes")), today)
        return _page(found, named=True)
    if actor is not None:
        return _page(queries.kept(actor.id, request.args.get("after", ""), today))
    return _page(Chosen([], 0))


@blueprint.get("/favourites/codes")
@signed_in
def codes() -> Response:
    """For the script: which hearts are full."""
    return jsonify(codes=list(queries.codes_of(current_actor().id)))


@blueprint.post("/favourites")
@signed_in
def keep() -> Response:
    """Keep one bag; pressed twice it is there once."""
    form = read_form(OneBag)
    if not form.ok:
        raise BadRequest()
    operations.keep(form.data.b, actor=current_actor(), at=toolbox().clock())
    return _done(_("Kept among your favourites."))


@blueprint.post("/favourites/merge")
@signed_in
def merge() -> Response:
    """Take over what the browser kept before its owner signed in; it forgets all but what there was no room for."""
    actor, form = current_actor(), read_form(Bags)
    if not form.ok:
        raise BadRequest()
    merged = operations.merge(form.data.b, actor=actor, at=toolbox().clock())
    return jsonify(codes=list(merged.codes), left=list(merged.left))


@blueprint.post("/favourites/remove")
@signed_in
def remove() -> Response:
    form = read_form(Bags)
    if not form.ok:
        raise BadRequest()
    operations.let_go(form.data.b, actor=current_actor())
    return _done(_("Taken out of your favourites.") if form.data.b else _("Tick a bag first."))


@blueprint.post("/favourites/forget-gone")
@signed_in
def forget_gone() -> Response:
    operations.forget_gone(actor=current_actor())
    return see_other(url_for(".show"))


@blueprint.get("/compare")
@public
def compare() -> str:
    """Up to three bags side by side."""
    asked = read_codes(request.args.getlist("b"))
    shown = side_by_side(asked[:MOST_COMPARED], toolbox().today())
    return render_template(
        "favourites/compare.html",
        shown=shown,
        asked=len(asked),
        most=MOST_COMPARED,
        without={
            card.code: url_for(".compare", b=[other.code for other in shown.cards if other is not card])
            for card in shown.cards
        },
    )


def _page(found: Chosen, *, named: bool = False) -> str:
    return render_template(
        "favourites/show.html",
        named=named,
        gone=found.gone,
        cards=cards(found.offers, toolbox().today()),
        more=url_for(".show", after=found.next_cursor) if found.next_cursor else "",
        most_compared=MOST_COMPARED,
    )


def _done(words: str) -> Response:
    """Answer a script with nothing to read, and a form without script with the page."""
    if request.accept_mimetypes.best_match((JSON, "text/html")) == JSON:
        return make_response("", 204)
    flash(words, "ok")
    return see_other(url_for(".show"))
