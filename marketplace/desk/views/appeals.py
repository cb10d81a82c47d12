"""Pages: appeals by artisans, for an officer who did not make the decision."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext

from marketplace.access import policy
from marketplace.access.permissions import Permission
from marketplace.appeals import operations, queries, upholding
from marketplace.appeals.rules import Outcome, needs_second
from marketplace.appeals.schemas import AppealDecisionForm
from marketplace.certificates.labels import deed
from marketplace.certificates.rules import Status
from marketplace.desk import submissions
from marketplace.desk.views.blueprint import blueprint
from marketplace.desk.views.reports import due_of, late_before
from marketplace.kit.errors import Conflict, Forbidden, Invalid
from marketplace.proposals.rules import is_open, lapses_at
from marketplace.proposals.schemas import AnswerForm
from marketplace.reports import queries as reports
from marketplace.reports.labels import due_words
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.formatting import moment
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.labels import label, message
from marketplace.web.links import see_other


@blueprint.get("/appeals")
@requires(Permission.REVIEW_CERTIFICATE)
def appeals() -> str:
    """The open ones, the first due first; or those that are decided."""
    decided = request.args.get("closed") == "1"
    total, late = queries.counts(late_before())
    return render_template(
        "desk/reports/appeals.html",
        page=queries.queue(decided=decided, after=request.args.get("after", "")),
        closed=decided,
        total=total,
        late=late,
        open_reports=reports.counts(late_before()),
        due=lambda appeal: due_of(appeal.made_at),
        due_words=due_words,
        deed=deed,
        today=toolbox().today(),
        waiting=submissions.waiting_count(),
    )


@blueprint.get("/appeals/<int:appeal_id>")
@requires(Permission.REVIEW_CERTIFICATE)
def appeal(appeal_id: int) -> Response:
    """One appeal beside the decision it is about."""
    return _page(appeal_id)


@blueprint.post("/appeals/<int:appeal_id>")
@requires(Permission.REVIEW_CERTIFICATE)
def decide_appeal(appeal_id: int) -> Response:
    """Decide it, or put the decision before a second officer where one alone may not make it."""
    form, box, actor = read_form(AppealDecisionForm), toolbox(), current_actor()
    if not form.ok:
        return _page(appeal_id, form, 422)
    data, found, at = form.data, queries.for_officer(appeal_id), box.clock()

    def decide() -> str:
        if needs_second(data.outcome, found.decision.action):
            proposal = upholding.propose(found, data.reason, actor=actor, at=at, version=data.version)
            until = moment(lapses_at(proposal.proposed_at))
            return gettext("Proposed. A second officer has to confirm it by %(moment)s.", moment=until)
        operations.decide(
            found,
            data.outcome,
            data.reason,
            actor=actor,
            prefix=box.settings.record_prefix,
            at=at,
            version=data.version,
        )
        return gettext("Decided: %(outcome)s. The artisan is being told.", outcome=label(data.outcome))

    return _answered(appeal_id, form, decide)


@blueprint.post("/appeals/<int:appeal_id>/proposals/<int:proposal_id>")
@requires(Permission.REVIEW_CERTIFICATE)
def answer_upholding(appeal_id: int, proposal_id: int) -> Response:
    """Confirm that a rejection stands, decline it, or take back one's own proposal."""
    sent = read_form(AnswerForm)
    if not sent.ok:
        raise Invalid(sent.errors)
    box, actor = toolbox(), current_actor()
    found = queries.for_officer(appeal_id)
    proposal = queries.upholding(found, proposal_id)

    def answer() -> str:
        if sent.data.confirms:
            upholding.confirm(proposal, actor=actor, prefix=box.settings.record_prefix, at=box.clock())
            return gettext("Confirmed. The decision is made, and the artisan is being told.")
        upholding.decline(proposal, sent.data.answer_note, actor=actor, at=box.clock())
        return gettext("The proposal is closed. Nothing was changed.")

    form = blank_form(AppealDecisionForm, {"version": found.version, "answer_note": sent.data.answer_note})
    return _answered(appeal_id, form, answer)


def _answered(appeal_id: int, form: Form[AppealDecisionForm], act: Callable[[], str]) -> Response:
    """Do it and say so, or show the page again with what stands against it."""
    try:
        done = act()
    except Forbidden as refusal:
        if refusal.code != "appeal.same_officer":
            raise
        return _page(appeal_id, form, 403)
    except Invalid as refusal:
        form.refused(refusal)
        return _page(appeal_id, form, 422)
    except Conflict as refusal:
        form.fail("form", refusal.code)
        return _page(appeal_id, form, 409)
    flash(done, "ok")
    return see_other(url_for(".appeal", appeal_id=appeal_id))


def _page(appeal_id: int, form: Form[AppealDecisionForm] | None = None, status: int = 200) -> Response:
    found, actor, today, now = (
        queries.for_officer(appeal_id),
        current_actor(),
        toolbox().today(),
        toolbox().clock(),
    )
    policy.require(actor, Permission.REVIEW_CERTIFICATE, found)
    try:
        operations.require_other_officer(found, actor)
        refused = ""
    except Forbidden as refusal:
        refused = message(refusal.code)
    proposals = queries.upholdings(appeal_id)
    page = render_template(
        "desk/reports/appeal.html",
        proposals=proposals,
        waits=next((one for one in proposals if is_open(one.proposed_at, one.answer, now)), None),
        second=needs_second(Outcome.UPHELD, found.decision.action),
        upheld=label(Outcome.UPHELD),
        lapses_at=lapses_at,
        actor=actor,
        appeal=found,
        certificate=found.certificate,
        form=form or blank_form(AppealDecisionForm, {"version": found.version}),
        outcomes=[(outcome.value, label(outcome)) for outcome in Outcome],
        refused=refused,
        deed=deed,
        due=due_words(due_of(found.made_at), today),
        late=found.outcome is None and today > due_of(found.made_at),
        Status=Status,
        waiting=submissions.waiting_count(),
    )
    return make_response(page, status)
