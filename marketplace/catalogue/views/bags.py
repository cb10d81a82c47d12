"""Browsing bags."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Response, jsonify, make_response, redirect, render_template, request, url_for

from marketplace.artisans.queries import villages
from marketplace.artisans.rules import Technique
from marketplace.catalogue import commissions, counted, queries, ways, wording
from marketplace.catalogue.answers import Tally
from marketplace.catalogue.landing import known_as, landing_part
from marketplace.catalogue.rules import PAGE_SIZE, Group, Search, Sort
from marketplace.catalogue.schemas import read_search
from marketplace.catalogue.structured import bag_list
from marketplace.catalogue.views import filters
from marketplace.catalogue.views.artisans import face
from marketplace.catalogue.views.blueprint import blueprint
from marketplace.extensions import limiter
from marketplace.gaps.views import note
from marketplace.listings.cards import cards
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.kept_pages import leave_out
from marketplace.web.labels import label, message
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
    search, found = queries.asked(asked.search, toolbox().search, asked.mark, today, _bound())
    counts = found.counts
    if search.words or counts.total.more or not found.total:
        leave_out()  # the index has a say and follows a moment later; and what is missed is counted
    shown = cards(found.offers, today)
    ends = bool(shown) and not found.next_mark and wording.ends_early(search)
    return render_template(
        "catalogue/browse.html",
        heading=filters.bags(counts.total),
        everything=filters.figure(counts.everything) if counts.everything != counts.total else "",
        search=search,
        typed=asked.typed,
        errors={name: message(code) for name, code in asked.errors.items()},
        found=found,
        figure=filters.number,
        total=filters.figure(_at_least(found, ends)),
        cards=shown,
        structured=bag_list(shown, found.seen),
        known=known_as(search, later=bool(found.seen), total=found.total),
        landing=filters.part_words(*part, counts) if (part := landing_part(search)) else "",
        certified=filters.certified_option(search, counts),
        groups=counted.shared(
            "groups", search, today, _bound(), lambda: filters.filter_groups(search, counts)
        ),
        chips=filters.chips(search, counts),
        applied=len(list(search.parts())),
        show=filters.show_bags(counts.total),
        sorts=_sorts(search),
        count_address=url_for(".count"),
        as_typed=_address(replace(search, exact=True)),
        choose_place=_address(search, ".near"),
        first=_address(search),
        more=_address(search, after=found.next_mark.encode()) if found.next_mark else "",
        left=PAGE_SIZE if counts.total.more else max(1, min(PAGE_SIZE, _left(found))),
        ended=_going_on(search) if ends else [],
        clear=url_for(".browse"),
        empty=None if found.total else _nothing_found(search, found),
        wish_key=note(search, found.total),
    )


def _bound() -> int:
    return toolbox().settings.facet_bound


def _at_least(found: queries.Found, ends: bool) -> Tally:
    """How many bags answer: who has come beyond the bound has seen that there are as many as that."""
    total, last = found.counts.total, found.seen + len(found.offers)
    return Tally(last, ends or bool(found.next_mark)) if total.more and last >= total.number else total


def _left(found: queries.Found) -> int:
    return found.total - found.seen - len(found.offers)


def _sorts(search: Search) -> list[tuple[Sort, str]]:
    """The orders a buyer can have at once: relevance needs words, nearness her place."""
    lacking = {Sort.RELEVANCE: not search.words, Sort.NEAR: not search.near}
    return [(sort, _address(replace(search, sort=sort))) for sort in Sort if not lacking.get(sort)]


def _going_on(search: Search) -> list[tuple[str, str]]:
    """The orders that go on where the one asked for ends before all that answer were shown."""
    return [(str(label(sort)), _address(replace(search, sort=sort))) for sort in wording.ENDLESS]


def _nothing_found(search: Search, found: queries.Found) -> dict[str, Any]:
    """Ways on from a question nothing answers."""
    today = toolbox().today()
    techniques = search.ticked(Group.TECHNIQUE)
    people = commissions.could_make(search, today)
    return {
        "ways": filters.ways_out(
            search, ways.ways_out(search, toolbox().search, today, _bound()), found.counts
        ),
        "people": [
            (
                url_for("artisans.show", slug=artisan.slug),
                artisan.name,
                face(artisan),
                [artisan.place.name if artisan.place else ""],
            )
            for artisan in people
        ],
        "asked": ", ".join(str(label(Technique(value))) for value in techniques),
        "everybody": url_for("artisans.index", certified="1", technique=list(techniques)),
    }


@blueprint.get("/products/count")
@public
@limiter.limit("10 per second;300 per minute")
def count() -> Response:
    """Say how many bags a question would find, and each of its filters, while somebody is still ticking."""
    asked = read_search(request.args.items(multi=True))
    today = toolbox().today()
    search = wording.understood(asked.search, toolbox().search, None, today, _bound(), glance=True)
    counts = counted.count(search, today, _bound())
    return jsonify(show=filters.show_bags(counts.total), groups=filters.figures(counts))


@blueprint.get("/products/near")
@public
def near() -> str:
    """Let a buyer name her kelurahan; nothing is kept of it but the address she goes on with."""
    search = read_search(request.args.items(multi=True)).search
    districts = [
        (
            district,
            [
                (name, code == search.near, _address(replace(search, near=code, sort=Sort.NEAR)))
                for code, name in places
            ],
        )
        for district, places in villages(toolbox().settings.regency_code)
    ]
    return render_template("catalogue/near.html", districts=districts, back=_address(search))


def _address(search: Search, endpoint: str = ".browse", **more: str) -> str:
    query: dict[str, Any] = {**search.query(), **more}
    return url_for(endpoint, **query)
