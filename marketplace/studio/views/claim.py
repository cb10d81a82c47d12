"""Pages: claiming a row of a list of results with the certificate's number and one more fact."""

from __future__ import annotations

from flask import Response, flash, make_response, render_template, url_for
from flask_babel import gettext

from marketplace.access.permissions import Permission
from marketplace.certificates import queries as certificates
from marketplace.kit.errors import Conflict
from marketplace.rosters import claims
from marketplace.rosters.schemas import ClaimForm
from marketplace.studio.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.labels import message
from marketplace.web.links import see_other


@blueprint.get("/certificates/claim")
@requires(Permission.SUBMIT_CERTIFICATE)
def claim_certificate() -> Response:
    """Two fields; who has no profile yet begins there."""
    if current_actor().artisan_id is None:
        flash(gettext("Fill in your profile first, then your certificate."), "ok")
        return see_other(url_for(".profile"))
    return _page(blank_form(ClaimForm))


@blueprint.post("/certificates/claim")
@requires(Permission.SUBMIT_CERTIFICATE)
def make_claim() -> Response:
    """Claim a row. Whatever is wrong with it, the answer is the same."""
    form = read_form(ClaimForm)
    actor, box = current_actor(), toolbox()
    artisan = certificates.owner(actor.artisan_id)
    if not form.ok:
        return _page(form, 422)
    try:
        claimed = claims.claim(
            artisan,
            form.data.number,
            form.data.known(),
            key=box.settings.fact_key,
            prefix=box.settings.record_prefix,
            actor=actor,
            at=box.clock(),
        )
    except claims.NoMatch as refusal:
        form.errors["form"] = message(refusal.fields["form"], refusal.details)
        return _page(form, 422)
    except Conflict as refusal:
        form.fail("form", refusal.code)
        return _page(form, 409)
    if claimed.verified:
        flash(gettext("Your certificate matches the LSP's list. Your record is public now."), "ok")
    else:
        flash(
            gettext(
                "Your certificate is on the LSP's list. The name differs from your account, so an officer looks first."
            ),
            "ok",
        )
    return see_other(url_for(".certificate", certificate_id=claimed.certificate.id))


def _page(form: Form[ClaimForm], status: int = 200) -> Response:
    return make_response(
        render_template(
            "studio/certificates/claim.html", form=form, left=claims.tries_left(current_actor().id)
        ),
        status,
    )
