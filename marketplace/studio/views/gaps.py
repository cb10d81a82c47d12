"""Page: what buyers looked for and did not find, as something she could make."""

from __future__ import annotations

from flask import render_template, request

from marketplace.access.permissions import Permission
from marketplace.artisans import queries as artisans
from marketplace.artisans.rules import Technique
from marketplace.gaps import queries
from marketplace.gaps.labels import words_of
from marketplace.gaps.rules import MIN_DAYS, MIN_TIMES, WINDOW
from marketplace.studio.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.identity import current_actor


@blueprint.get("/gaps")
@requires(Permission.EDIT_LISTING)
def gaps() -> str:
    """Most missed first; with `mine`, only what asks for one of her techniques, or for none in particular."""
    artisan, today = artisans.own(current_actor().id), toolbox().today()
    mine = "mine" in request.args and artisan is not None
    hers = [Technique(value) for value in artisan.techniques] if artisan else []
    page = queries.sets(today, request.args.get("after", ""), hers if mine else None)
    places = queries.place_names()
    return render_template(
        "studio/gaps.html",
        rows=[
            (words_of(count.terms, places), count, offered)
            for count, offered in zip(page.items, queries.offered(page.items, today), strict=True)
        ],
        page=page,
        mine=mine,
        most=queries.MOST_OFFERS,
        times=MIN_TIMES,
        days=MIN_DAYS,
        window=WINDOW.days,
    )
