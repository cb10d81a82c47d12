"""Pages: drafts of her helpers that wait for her, and what she said to earlier ones."""

from __future__ import annotations

from flask import Response, render_template, url_for

from marketplace.access.permissions import Permission
from marketplace.approvals import queries
from marketplace.approvals.rules import Means
from marketplace.approvals.views.page import Place, press, show
from marketplace.studio.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.identity import current_actor


@blueprint.get("/approvals")
@requires(Permission.EDIT_LISTING)
def approvals() -> str:
    """Who drafted what, what she said, when, and how."""
    at = toolbox().clock()
    rows = queries.of_artisan(current_actor().artisan_id)
    return render_template(
        "studio/approvals.html", rows=[(row, queries.standing_of(row, at)) for row in rows]
    )


@blueprint.get("/approvals/<int:approval_id>")
@requires(Permission.EDIT_LISTING)
def approval(approval_id: int) -> Response:
    """One draft as it will be shown, and the buttons."""
    return show(queries.own(current_actor().artisan_id, approval_id), _place(approval_id))


@blueprint.post("/approvals/<int:approval_id>")
@requires(Permission.EDIT_LISTING)
def answer_approval(approval_id: int) -> Response:
    """What she says, signed in."""
    actor = current_actor()
    return press(queries.own(actor.artisan_id, approval_id), _place(approval_id), actor=actor)


def _place(approval_id: int) -> Place:
    return Place(url_for("studio.approval", approval_id=approval_id), "layouts/studio.html", Means.SIGN_IN)
