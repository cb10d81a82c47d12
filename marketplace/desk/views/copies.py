"""Page: photos of bags that stand in two shops, side by side."""

from __future__ import annotations

from flask import render_template, request

from marketplace.access.permissions import Permission
from marketplace.desk import copies, submissions
from marketplace.desk.views.blueprint import blueprint
from marketplace.listings.cards import address
from marketplace.listings.rules import State
from marketplace.web.doors import requires


@blueprint.get("/copies")
@requires(Permission.REVIEW_CERTIFICATE)
def photo_copies() -> str:
    """Pairs of photos from two artisans that are one file or look like copies, the newest first."""
    after = request.args.get("after", "")
    return render_template(
        "desk/copies.html",
        found=copies.pairs(after),
        after=after,
        address=address,
        State=State,
        waiting=submissions.waiting_count(),
    )
