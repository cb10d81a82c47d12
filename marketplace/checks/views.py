"""The one page of a certifying body's people: who of their holders waits for a word, and the word."""

from __future__ import annotations

from flask import Blueprint, Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext

from marketplace.access.permissions import Permission
from marketplace.checks import holders as own
from marketplace.checks import operations
from marketplace.checks.rules import ISSUERS_OUTCOMES
from marketplace.checks.schemas import HolderForm
from marketplace.kit.errors import Conflict, Invalid
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.labels import message
from marketplace.web.links import see_other

blueprint = Blueprint("lsp", __name__)


@blueprint.get("/lsp")
@requires(Permission.CONFIRM_HOLDER)
def holders() -> Response:
    """The certificates of one's own body that wait for its word: name, numbers, scheme, dates; no photo, no phone."""
    return _page()


@blueprint.post("/lsp/<int:certificate_id>")
@requires(Permission.CONFIRM_HOLDER)
def answer(certificate_id: int) -> Response:
    """Confirm or deny one holder."""
    form, actor, box = read_form(HolderForm), current_actor(), toolbox()
    try:
        certificate = own.one(actor, certificate_id, box.today())
    except Conflict as refusal:
        flash(message(refusal.code), "warn")
        return see_other(url_for(".holders"))
    if form.ok and form.data.outcome not in ISSUERS_OUTCOMES:
        form.fail("outcome", "choice")
    if not form.ok:
        return _page(form, certificate_id, 422)
    data = form.data
    try:
        operations.confirm(
            certificate, data.outcome, actor=actor, at=box.clock(), today=box.today(), note=data.remark
        )
    except Invalid as refusal:
        form.refused(refusal)
        return _page(form, certificate_id, 422)
    flash(gettext("Noted for %(name)s. Thank you.", name=certificate.holder_name), "ok")
    return see_other(url_for(".holders"))


def _page(form: Form[HolderForm] | None = None, about: int = 0, status: int = 200) -> Response:
    actor = current_actor()
    after = request.args.get("after", "")
    found = own.waiting(actor, after, toolbox().today())
    page = make_response(
        render_template(
            "lsp/holders.html",
            body=own.body_of(actor),
            found=found,
            form=form,
            blank=blank_form(HolderForm),
            about=about,
            after=after,
        ),
        status,
    )
    page.headers["Cache-Control"] = "private, no-store"
    return page
