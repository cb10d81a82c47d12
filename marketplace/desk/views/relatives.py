"""Pages: whom of the staff is related to which artisan."""

from __future__ import annotations

from flask import Response, flash, render_template, url_for
from flask_babel import gettext

from marketplace.access import policy
from marketplace.access.permissions import Permission
from marketplace.certificates import queries as certificates
from marketplace.desk import submissions
from marketplace.desk.views.blueprint import blueprint
from marketplace.relatives import operations, queries
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.identity import current_actor
from marketplace.web.links import see_other


@blueprint.get("/relatives")
@requires(Permission.REVIEW_CERTIFICATE)
def relatives() -> str:
    """One's own declared relations; an admin sees everybody's and may end them."""
    actor = current_actor()
    may_end = policy.allows(actor, Permission.MANAGE_ACCOUNTS)
    return render_template(
        "desk/relatives.html",
        relations=queries.declared(None if may_end else actor.id),
        may_end=may_end,
        actor=actor,
        waiting=submissions.waiting_count(),
    )


@blueprint.post("/certificates/<int:certificate_id>/related")
@requires(Permission.REVIEW_CERTIFICATE)
def declare_relation(certificate_id: int) -> Response:
    """Declare to be related to the holder; from now on a colleague decides."""
    artisan = certificates.for_review(certificate_id).artisan
    operations.declare(artisan, actor=current_actor(), at=toolbox().clock())
    flash(
        gettext("Noted: you are related to %(name)s. A colleague decides from now on.", name=artisan.name),
        "ok",
    )
    return see_other(url_for(".review", certificate_id=certificate_id))


@blueprint.post("/relatives/<int:relation_id>/end")
@requires(Permission.MANAGE_ACCOUNTS)
def end_relation(relation_id: int) -> Response:
    """End a relation that was declared by mistake."""
    operations.end(queries.standing(relation_id), actor=current_actor(), at=toolbox().clock())
    flash(gettext("The relation is ended."), "ok")
    return see_other(url_for(".relatives"))
