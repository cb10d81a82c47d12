"""The public page of a collection."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, url_for

from marketplace.collections import queries
from marketplace.listings.cards import cards
from marketplace.toolbox import toolbox
from marketplace.web.doors import public

blueprint = Blueprint("collections", __name__)


@blueprint.get("/collections/<slug>")
@public(kept=True)
def show(slug: str) -> str:
    """Its bags as they are today."""
    today = toolbox().today()
    collection = queries.published(slug)
    shown = queries.bags_of(collection, today)
    query: dict[str, Any] = dict(queries.search_of(collection.query).query())
    return render_template(
        "collections/show.html",
        collection=collection,
        cards=cards(shown.offers, today),
        found=shown.found,
        all_found=url_for("catalogue.browse", **query) if query else "",
    )
