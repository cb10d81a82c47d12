"""Pages: the photo of a certificate, read without what the artisan typed in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, flash, make_response, render_template, url_for
from flask_babel import gettext

from marketplace.access import policy
from marketplace.access.permissions import Permission
from marketplace.certificates import demands, queries, rekeying
from marketplace.certificates.schemas import RekeyForm
from marketplace.desk import submissions
from marketplace.desk.views.blueprint import blueprint
from marketplace.desk.views.queue import late_ones
from marketplace.desk.views.viewing import viewer
from marketplace.kit.errors import Conflict
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.labels import message
from marketplace.web.links import see_other

if TYPE_CHECKING:
    from marketplace.certificates.models import Certificate


@blueprint.get("/certificates/<int:certificate_id>/read")
@requires(Permission.REVIEW_CERTIFICATE)
def read(certificate_id: int) -> Response:
    """The photo beside an empty form; nothing of the claim."""
    certificate = queries.for_review(certificate_id)
    policy.require(current_actor(), Permission.REVIEW_CERTIFICATE, certificate)
    demands.require_free(certificate, current_actor())
    if not rekeying.is_unread(certificate):
        return see_other(url_for(".review", certificate_id=certificate_id))
    return _page(certificate, blank_form(RekeyForm))


@blueprint.post("/certificates/<int:certificate_id>/read")
@requires(Permission.REVIEW_CERTIFICATE)
def keep_reading(certificate_id: int) -> Response:
    """Keep what was read, and show both sides."""
    form = read_form(RekeyForm)
    certificate = queries.for_review(certificate_id)
    policy.require(current_actor(), Permission.REVIEW_CERTIFICATE, certificate)
    if not form.ok:
        return _page(certificate, form, 422)
    try:
        rekeying.rekey(certificate, form.data.reading(), actor=current_actor(), at=toolbox().clock())
    except Conflict as refusal:
        flash(message(refusal.code), "warn")
    else:
        flash(gettext("Kept. Here is what the artisan typed beside it."), "ok")
    return see_other(url_for(".review", certificate_id=certificate_id))


@blueprint.post("/certificates/<int:certificate_id>/unread")
@requires(Permission.REVIEW_CERTIFICATE)
def open_unread(certificate_id: int) -> Response:
    """Show the claim although the photo was not read: to ask for a better one, or to reject."""
    certificate = queries.for_review(certificate_id)
    policy.require(current_actor(), Permission.REVIEW_CERTIFICATE, certificate)
    rekeying.open_unread(certificate, actor=current_actor(), at=toolbox().clock())
    return see_other(url_for(".review", certificate_id=certificate_id))


def _page(certificate: Certificate, form: Form[RekeyForm], status: int = 200) -> Response:
    lines = submissions.waiting()
    return make_response(
        render_template(
            "desk/reading.html",
            certificate=certificate,
            form=form,
            viewer=viewer(certificate, "desk.read"),
            lines=lines,
            late=late_ones(lines),
            waiting=len(lines),
        ),
        status,
    )
