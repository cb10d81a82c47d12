"""Pages: talks that one side reported: the queue, one of them as it stood, and the outcome."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response, flash, make_response, render_template, request
from flask_babel import gettext

from marketplace.access.permissions import Permission
from marketplace.desk import submissions
from marketplace.desk.views.blueprint import blueprint
from marketplace.inquiries.asked import bag_asked
from marketplace.kit.errors import Conflict, Invalid
from marketplace.talk_reports import operations, queries
from marketplace.talk_reports.rules import Outcome
from marketplace.talk_reports.schemas import RuleForm
from marketplace.toolbox import toolbox
from marketplace.web import private_links
from marketplace.web.doors import requires
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.labels import label
from marketplace.web.links import see_other
from marketplace.web.private_files import private_picture


@blueprint.get("/talk-reports")
@requires(Permission.REVIEW_CERTIFICATE)
def talk_reports() -> str:
    """The open ones, the oldest first; or those that have an outcome."""
    closed = request.args.get("closed") == "1"
    return render_template(
        "desk/talk_reports/list.html",
        page=queries.queue(closed=closed, after=request.args.get("after", "")),
        closed=closed,
        total=queries.open_count(),
        waiting=submissions.waiting_count(),
    )


@blueprint.get("/talk-reports/<int:report_id>")
@requires(Permission.REVIEW_CERTIFICATE, writes=True)
def talk_report(report_id: int) -> Response:
    """One reported talk; that it was opened is noted in the journal."""
    found = queries.for_officer(report_id)
    operations.opened_by_officer(found, actor=current_actor(), at=toolbox().clock())
    return _page(report_id, None, HTTPStatus.OK)


@blueprint.post("/talk-reports/<int:report_id>")
@requires(Permission.REVIEW_CERTIFICATE)
def rule_talk_report(report_id: int) -> Response:
    """Give the outcome."""
    form, actor, box = read_form(RuleForm), current_actor(), toolbox()
    found = queries.for_officer(report_id, lock=True)
    operations.require_officer(found, actor)
    if not form.ok:
        return _page(report_id, form, 422)
    said = form.data
    try:
        operations.rule(
            found, said.outcome, said.words, secret=box.settings.secret_key, actor=actor, at=box.clock()
        )
    except Invalid as refusal:
        form.refused(refusal)
        return _page(report_id, form, 422)
    except Conflict as refusal:
        form.fail("form", refusal.code)
        return _page(report_id, form, 409)
    flash(gettext("Given: %(outcome)s. Both sides are being told.", outcome=label(said.outcome)), "ok")
    return see_other(f"{request.script_root}{request.path}")


@blueprint.get("/talk-reports/<int:report_id>/photos/<int:photo_id>")
@requires(Permission.REVIEW_CERTIFICATE, writes=True)
def talk_report_photo(report_id: int, photo_id: int) -> Response:
    """One photo, for the officer who opened the report; the look is noted in the journal."""
    why = private_links.needed(private_links.opened_from())
    found = queries.for_officer(report_id)
    key = operations.look_at(found, photo_id, why=why, actor=current_actor(), at=toolbox().clock())
    return private_picture(key, f"photo-{photo_id}")


def _page(report_id: int, form: Form[RuleForm] | None, status: int) -> Response:
    """Draw the page; a refused one without the talk: what is refused leaves no line in the journal."""
    found = queries.for_officer(report_id)
    passable = found.closed_at is None and operations.may_pass_on(found.thread)
    page = render_template(
        "desk/talk_reports/show.html",
        report=found,
        thread=found.thread,
        with_talk=status == HTTPStatus.OK,
        bag=bag_asked(found.thread),
        form=form or blank_form(RuleForm),
        outcomes=[("", gettext("Choose"))]
        + [(one.value, label(one)) for one in Outcome if passable or one is not Outcome.PASSED_ON],
        days=toolbox().settings.talk_report_days,
        waiting=submissions.waiting_count(),
    )
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response
