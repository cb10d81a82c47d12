"""Browsing bags."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for
from flask_babel import ngettext

from marketplace.catalogue import queries
from marketplace.catalogue.landing import known_as, landing_part
from marketplace.catalogue.rules import PAGE_SIZE, Group, Search, Sort
from marketplace.catalogue.schemas import read_search
from marketplace.catalogue.structured import bag_list
from marketplace.catalogue.views.blueprint import blueprint
from marketplace.catalogue.views.filters import chips, filter_groups, part_words, ways_out
from marketplace.extensions import limiter
from marketplace.listings.cards import cards
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.labels import message
from marketplace.web.links import without_empty


@blueprint.get("/products")
@public(kept=True)
@limiter.limit("5 per second;120 per minute")
def browse() -> str | Response:
    """Show the bags that answer; the whole question stands in the address, and nothing that was not asked."""
    if clean := without_empty():
        return make_response(redirect(clean))
    asked = read_search(request.args.items(multi=True))
    today = toolbox().today()
    found = queries.find(asked.search, asked.mark, today)
    shown = cards(found.offers, today)
    options = queries.options(asked.search.ticked(Group.PLACE))
    return render_template(
        "catalogue/browse.html",
        heading=ngettext("%(num)d bag", "%(num)d bags", found.total),
        search=asked.search,
        typed=asked.typed,
        errors={name: message(code) for name, code in asked.errors.items()},
        found=found,
        cards=shown,
        structured=bag_list(shown, found.seen),
        known=known_as(asked.search, later=bool(found.seen), total=found.total),
        landing=part_words(*part, options) if (part := landing_part(asked.search)) else "",
        groups=filter_groups(asked.search, options),
        chips=chips(asked.search, options),
        applied=len(list(asked.search.parts())),
        sorts=[(sort, _address(replace(asked.search, sort=sort))) for sort in Sort],
        first=_address(asked.search),
        more=_address(asked.search, after=found.next_mark.encode()) if found.next_mark else "",
        left=max(1, min(PAGE_SIZE, found.total - found.seen - len(found.offers))),
        ways_out=ways_out(asked.search, queries.ways_out(asked.search, today), options)
        if not found.total
        else [],
        clear=url_for(".browse"),
    )


def _address(search: Search, **more: str) -> str:
    query: dict[str, Any] = {**search.query(), **more}
    return url_for(".browse", **query)
