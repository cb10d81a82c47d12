"""The page behind a link that was lent: who holds the unit today. Kept nowhere, listed nowhere."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template

from marketplace.certificates.labels import term_words
from marketplace.fair_lists import queries
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.formatting import date_long

blueprint = Blueprint("fair_lists", __name__)


@blueprint.get("/fair-lists/<token>")
@public
def show(token: str) -> Response:
    """The list as of today."""
    box = toolbox()
    row, today = queries.opened(token, box.clock()), box.today()
    page = render_template(
        "fair_lists/show.html",
        row=row,
        holders=queries.holders(row.unit_key, row.place_code, today),
        today=date_long(today),
        term_words=term_words,
        date_long=date_long,
    )
    response = make_response(page)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
