"""Page: requests to all that are open now, without whose they are."""

from __future__ import annotations

from flask import render_template, request, url_for

from marketplace.access.permissions import Permission
from marketplace.desk import submissions
from marketplace.desk.views.blueprint import blueprint
from marketplace.requests import queries
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires


@blueprint.get("/requests")
@requires(Permission.REVIEW_CERTIFICATE)
def requests() -> str:
    """Open requests, newest first: what, how many, how many are left, how many were asked and offered."""
    page = queries.open_ones(toolbox().today(), request.args.get("after", ""))
    return render_template(
        "desk/requests.html",
        rows=[
            (
                one,
                len(one.recipients),
                sum(row.offer is not None for row in one.recipients),
            )
            for one in page.items
        ],
        more=url_for(".requests", after=page.next_cursor) if page.next_cursor else "",
        waiting=submissions.waiting_count(),
    )
