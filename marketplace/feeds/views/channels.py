"""Where shopping channels fetch the bags, once or a few times a day."""

from __future__ import annotations

from flask import Response

from marketplace.extensions import limiter
from marketplace.feeds import channels
from marketplace.feeds.offered import offered
from marketplace.feeds.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.streaming import streamed

SECONDS = 300


@blueprint.get("/feeds/google.xml")
@public
@limiter.limit("12 per hour")
def google() -> Response:
    """The catalogue for Google Merchant Center."""
    pieces = channels.google(offered(channels.MOST_PICTURES), toolbox().today())
    return streamed(pieces, "application/xml; charset=utf-8", seconds=SECONDS)


@blueprint.get("/feeds/meta.csv")
@public
@limiter.limit("12 per hour")
def meta() -> Response:
    """The catalogue for Meta."""
    return streamed(
        channels.meta(offered(channels.MOST_PICTURES), toolbox().today()),
        "text/csv; charset=utf-8",
        seconds=SECONDS,
    )
