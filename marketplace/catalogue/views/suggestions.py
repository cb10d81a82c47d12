"""How a search may go on while it is typed: a part of every page, for the script of the search field."""

from __future__ import annotations

import logging

from flask import render_template, request

from marketplace.adapters.search.port import EngineNotReady
from marketplace.catalogue.rules import MAX_QUERY
from marketplace.catalogue.views.blueprint import blueprint
from marketplace.extensions import limiter
from marketplace.toolbox import toolbox
from marketplace.web.doors import public

MOST = 7
log = logging.getLogger(__name__)


@blueprint.get("/products/suggest")
@public
@limiter.limit("10 per second;300 per minute")
def suggest() -> str:
    """Return options that complete the last word; none while there is no index, and the form goes on without."""
    typed = request.args.get("q", "")[:MAX_QUERY]
    try:
        lines = toolbox().search.suggest(typed, MOST)
    except EngineNotReady as error:
        log.info("no suggestions: the search index is %s", error.reason)
        lines = []
    return render_template("catalogue/suggestions.html", lines=lines)
