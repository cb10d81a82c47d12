"""The public page of a collection."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, url_for

from marketplace.catalogue.kept import index_of
from marketplace.catalogue.views.filters import figure
from marketplace.collections import queries
from marketplace.listings.cards import cards
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.kept_pages import leave_out

blueprint = Blueprint("collections", __name__)


@blueprint.get("/collections/<slug>")
@public(kept=True)
def show(slug: str) -> str:
    """Its bags as they are today."""
    today = toolbox().today()
    collection = queries.published(slug)
    search = queries.search_of(collection.query)
    if search.words:
        leave_out()  # the index has a say and follows a moment later
    shown = queries.bags_of(collection, today, index_of(toolbox()), toolbox().settings.facet_bound)
    query: dict[str, Any] = dict(search.query())
    return render_template(
        "collections/show.html",
        collection=collection,
        cards=cards(shown.offers, today),
        found=shown.found,
        figure=figure(shown.found),
        all_found=url_for("catalogue.browse", **query) if query else "",
    )
