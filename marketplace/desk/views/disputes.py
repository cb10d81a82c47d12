"""Pages: disputes over order notes: the queue by its clock, one of them, and the outcome."""

from __future__ import annotations

from flask import Response, flash, make_response, render_template, request
from flask_babel import gettext

from marketplace.access.permissions import Permission
from marketplace.desk import submissions
from marketplace.desk.views.blueprint import blueprint
from marketplace.disputes import evidence, operations, queries
from marketplace.disputes.rules import Outcome, may_decide
from marketplace.disputes.schemas import DecideForm
from marketplace.kit.errors import Conflict, Invalid
from marketplace.order_notes import wording
from marketplace.toolbox import toolbox
from marketplace.web import private_links
from marketplace.web.doors import requires
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.labels import label
from marketplace.web.links import see_other
from marketplace.web.private_files import private_picture


@blueprint.get("/disputes")
@requires(Permission.REVIEW_CERTIFICATE)
def disputes() -> str:
    """The open ones, the first due first; or those that have ended."""
    closed, now = request.args.get("closed") == "1", toolbox().clock()
    total, late = queries.counts(now)
    return render_template(
        "desk/disputes/list.html",
        page=queries.queue(closed=closed, after=request.args.get("after", "")),
        closed=closed,
        total=total,
        late=late,
        now=now,
        waiting=submissions.waiting_count(),
    )


@blueprint.get("/disputes/<int:dispute_id>")
@requires(Permission.REVIEW_CERTIFICATE, writes=True)
def dispute(dispute_id: int) -> Response:
    """One dispute; that it was opened is noted in the journal."""
    found = queries.for_officer(dispute_id)
    operations.opened_by_officer(found, actor=current_actor(), at=toolbox().clock())
    return _page(dispute_id, None, 200)


@blueprint.post("/disputes/<int:dispute_id>")
@requires(Permission.REVIEW_CERTIFICATE)
def decide_dispute(dispute_id: int) -> Response:
    """Give the outcome."""
    form, actor, box = read_form(DecideForm), current_actor(), toolbox()
    found = queries.for_officer(dispute_id, lock=True)
    operations.require_officer(found, actor)
    if not form.ok:
        return _page(dispute_id, form, 422)
    data = form.data
    try:
        operations.decide(
            found,
            data.outcome,
            data.words,
            actor=actor,
            at=box.clock(),
            version=data.version,
        )
    except Invalid as refusal:
        form.refused(refusal)
        return _page(dispute_id, form, 422)
    except Conflict as refusal:
        form.fail("form", refusal.code)
        return _page(dispute_id, form, 409)
    flash(gettext("Given: %(outcome)s. Both sides are being told.", outcome=label(data.outcome)), "ok")
    return see_other(f"{request.script_root}{request.path}")


@blueprint.get("/disputes/<int:dispute_id>/photos/<int:photo_id>")
@requires(Permission.REVIEW_CERTIFICATE, writes=True)
def dispute_evidence(dispute_id: int, photo_id: int) -> Response:
    """One photo, for the officer who opened the dispute; the look is noted in the journal."""
    why = private_links.needed(private_links.opened_from())
    actor, at = current_actor(), toolbox().clock()
    found = queries.for_officer(dispute_id)
    operations.require_officer(found, actor)
    key, name = evidence.look_at(found, photo_id, why=why, actor=actor, at=at)
    return private_picture(key, name)


def _page(dispute_id: int, form: Form[DecideForm] | None, status: int) -> Response:
    found, now = queries.for_officer(dispute_id), toolbox().clock()
    page = render_template(
        "desk/disputes/show.html",
        dispute=found,
        note=found.note,
        rows=wording.rows(found.note.current),
        history=wording.history(found.note),
        form=form or blank_form(DecideForm, {"version": found.version}),
        outcomes=[("", gettext("Choose"))] + [(one.value, label(one)) for one in Outcome],
        may_decide=may_decide(found.state, found.reply_until, now),
        late=found.goes_on and now > found.decide_until,
        waiting=submissions.waiting_count(),
    )
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response
