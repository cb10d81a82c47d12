"""Page: what is looked for and not there, by technique and place: a need for training."""

from __future__ import annotations

from flask import render_template, request

from marketplace.access.permissions import Permission
from marketplace.desk import submissions
from marketplace.desk.views.blueprint import blueprint
from marketplace.gaps import queries
from marketplace.gaps.labels import words_of
from marketplace.gaps.rules import MIN_DAYS, MIN_TIMES, WINDOW, Kind, one_of
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires


@blueprint.get("/gaps")
@requires(Permission.REVIEW_CERTIFICATE)
def gaps() -> str:
    """Sums over all sets that name a technique or a place, most missed first."""
    today = toolbox().today()
    after = request.args.get("after", "")
    page, places = queries.needs(today, after), queries.place_names()
    return render_template(
        "desk/gaps.html",
        rows=[
            (
                words_of([(Kind.TECHNIQUE, technique)] if technique else (), places),
                words_of([(Kind.PLACE, place)] if place else (), places),
                count,
                offered,
            )
            for count, offered in zip(page.items, queries.offered(page.items, today), strict=True)
            for technique, place in [(one_of(count.terms, Kind.TECHNIQUE), one_of(count.terms, Kind.PLACE))]
        ],
        after=after,
        following=page.next_cursor,
        most=queries.MOST_OFFERS,
        times=MIN_TIMES,
        days=MIN_DAYS,
        window=WINDOW.days,
        waiting=submissions.waiting_count(),
    )
