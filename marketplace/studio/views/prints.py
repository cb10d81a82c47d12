"""Pages to print: a stall card, a poster, a card for one bag."""

from __future__ import annotations

from flask import Response, make_response, render_template, url_for

from marketplace.access.permissions import Permission
from marketplace.artisans import queries as artisans
from marketplace.certificates import queries as certificates
from marketplace.certificates.speakers import speaking
from marketplace.kit.errors import NotFound
from marketplace.listings import queries as listings
from marketplace.listings.shop import page_of
from marketplace.studio.prints import Sheet, of_artisan, of_bag
from marketplace.studio.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.identity import current_actor
from marketplace.web.links import see_other

PAPERS = ("a6", "a4", "a3")


@blueprint.get("/prints")
@requires(Permission.EDIT_PROFILE)
def prints() -> Response:
    """What can be printed, and why perhaps nothing can yet."""
    artisan = artisans.own(current_actor().id)
    if artisan is None:
        return see_other(url_for(".profile"))
    speaks = speaking(certificates.own_list(artisan.id), toolbox().today())
    valid = speaks is not None and speaks[1].is_valid
    return make_response(
        render_template("studio/prints/index.html", artisan=artisan, valid=valid, papers=PAPERS)
    )


@blueprint.get("/prints/<paper>")
@requires(Permission.EDIT_PROFILE)
def print_artisan(paper: str) -> Response:
    """Her own card or poster; while nobody sees her page a code would lead nowhere. NotFound for other papers."""
    if paper not in PAPERS:
        raise NotFound()
    artisan = artisans.own(current_actor().id)
    if artisan is None or not artisan.visible:
        return see_other(url_for(".prints"))
    today = toolbox().today()
    speaks = speaking(certificates.own_list(artisan.id), today)
    return _sheet(of_artisan(artisan, speaks, today), paper, url_for(".prints"))


@blueprint.get("/listings/<code>/print")
@requires(Permission.EDIT_LISTING)
def print_bag(code: str) -> Response:
    """The card of one of her bags. NotFound for a bag without a page."""
    actor = current_actor()
    if actor.artisan_id is None:
        raise NotFound()
    listing = listings.own(actor.artisan_id, code)
    today = toolbox().today()
    return _sheet(of_bag(page_of(listing.code, today), today), "a6", url_for(".listings"))


def _sheet(sheet: Sheet, paper: str, back: str) -> Response:
    return make_response(render_template("studio/prints/sheet.html", sheet=sheet, paper=paper, back=back))
