"""Pages: the second officer's answer, and which record a certificate renews."""

from __future__ import annotations

from flask import Response, flash, render_template, url_for
from flask_babel import gettext

from marketplace.access.permissions import Permission
from marketplace.appeals import queries as appeals
from marketplace.appeals.rules import Outcome
from marketplace.certificates import queries as certificates
from marketplace.certificates import renewing
from marketplace.certificates.schemas import RenewsForm
from marketplace.desk import submissions
from marketplace.desk.views.blueprint import blueprint
from marketplace.desk.views.review import fresh_form, review_page
from marketplace.kit.errors import Conflict, Incomplete, Invalid
from marketplace.proposals import operations, queries
from marketplace.proposals.rules import lapses_at
from marketplace.proposals.schemas import AnswerForm
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.forms import read_form
from marketplace.web.identity import current_actor
from marketplace.web.labels import label
from marketplace.web.links import see_other


@blueprint.get("/proposals")
@requires(Permission.REVIEW_CERTIFICATE)
def proposals() -> str:
    """What waits for a second officer, the most urgent first."""
    now = toolbox().clock()
    return render_template(
        "desk/proposals.html",
        proposals=queries.waiting(now),
        upholdings=appeals.awaiting_second(now),
        upheld=label(Outcome.UPHELD),
        lapses_at=lapses_at,
        actor=current_actor(),
        waiting=submissions.waiting_count(),
    )


@blueprint.post("/certificates/<int:certificate_id>/proposals/<int:proposal_id>")
@requires(Permission.REVIEW_CERTIFICATE)
def answer_proposal(certificate_id: int, proposal_id: int) -> Response:
    """Confirm a colleague's proposal, decline it, or take back one's own."""
    form = read_form(AnswerForm)
    if not form.ok:
        raise Invalid(form.errors)
    box, actor = toolbox(), current_actor()
    certificate = certificates.for_review(certificate_id)
    proposal = queries.of_certificate(certificate_id, proposal_id)
    try:
        if form.data.confirms:
            operations.confirm(proposal, actor=actor, at=box.clock(), prefix=box.settings.record_prefix)
            flash(gettext("Confirmed. The decision is made, and the artisan is being told."), "ok")
        else:
            operations.decline(proposal, form.data.answer_note, actor=actor, at=box.clock())
            flash(gettext("The proposal is closed. Nothing was changed."), "ok")
    except (Incomplete, Conflict) as refusal:
        page = fresh_form(certificate)
        if isinstance(refusal, Incomplete):
            page.refused(refusal)
        else:
            page.fail("form", refusal.code)
        return review_page(certificate, page, 422 if isinstance(refusal, Incomplete) else 409)
    return see_other(url_for(".review", certificate_id=certificate_id))


@blueprint.post("/certificates/<int:certificate_id>/renews")
@requires(Permission.REVIEW_CERTIFICATE)
def link_renewal(certificate_id: int) -> Response:
    """Say which record this certificate renews."""
    form = read_form(RenewsForm)
    if not form.ok:
        raise Invalid(form.errors)
    renewing.link(
        certificates.for_review(certificate_id), form.data.renews, actor=current_actor(), at=toolbox().clock()
    )
    flash(gettext("Saved."), "ok")
    return see_other(url_for(".review", certificate_id=certificate_id))
