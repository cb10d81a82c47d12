"""Pages: a report about one of her records and her reply; her appeal against a decision."""

from __future__ import annotations

from flask import Response, flash, make_response, render_template, url_for
from flask_babel import gettext

from marketplace.access.permissions import Permission
from marketplace.appeals import operations as appealing
from marketplace.appeals import queries as appeals
from marketplace.appeals.rules import WITHIN
from marketplace.appeals.schemas import AppealForm
from marketplace.certificates import queries as certificates
from marketplace.certificates.labels import deed
from marketplace.certificates.rules import Status
from marketplace.kit.errors import Conflict, Invalid, NotFound
from marketplace.listings.public import has_page
from marketplace.reports import operations, queries
from marketplace.reports.labels import due_words
from marketplace.reports.rules import State, due_on, time_is_over
from marketplace.reports.schemas import ReplyForm
from marketplace.studio.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.formatting import day_of
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.links import see_other


@blueprint.get("/reports/<int:report_id>")
@requires(Permission.SUBMIT_CERTIFICATE)
def report(report_id: int) -> Response:
    """What is doubted, in the officer's words; never who reported it, nor how."""
    return _report(report_id, blank_form(ReplyForm))


@blueprint.post("/reports/<int:report_id>")
@requires(Permission.SUBMIT_CERTIFICATE)
def reply_report(report_id: int) -> Response:
    """Send her reply."""
    form, actor = read_form(ReplyForm), current_actor()
    if not form.ok:
        return _report(report_id, form, 422)
    try:
        operations.reply(
            queries.own(actor.artisan_id, report_id), form.data.reply, actor=actor, at=toolbox().clock()
        )
    except Invalid as refusal:
        form.refused(refusal)
        return _report(report_id, form, 422)
    except Conflict as refusal:
        form.fail("form", refusal.code)
        return _report(report_id, form, 409)
    flash(gettext("Your reply has reached the officers."), "ok")
    return see_other(url_for(".report", report_id=report_id))


@blueprint.get("/certificates/<int:certificate_id>/appeal")
@requires(Permission.SUBMIT_CERTIFICATE)
def appeal(certificate_id: int) -> Response:
    """Appeal the last decision, or see what became of the appeal."""
    return _appeal(certificate_id, blank_form(AppealForm))


@blueprint.post("/certificates/<int:certificate_id>/appeal")
@requires(Permission.SUBMIT_CERTIFICATE)
def make_appeal(certificate_id: int) -> Response:
    """Send her appeal."""
    form, actor, box = read_form(AppealForm), current_actor(), toolbox()
    if not form.ok:
        return _appeal(certificate_id, form, 422)
    found = certificates.own(actor.artisan_id, certificate_id)
    try:
        appealing.appeal(found, form.data.text, actor=actor, due=due_on(box.today()), at=box.clock())
    except Invalid as refusal:
        form.refused(refusal)
        return _appeal(certificate_id, form, 422)
    except Conflict as refusal:
        form.fail("form", refusal.code)
        return _appeal(certificate_id, form, 409)
    flash(gettext("Your appeal has arrived. Another officer decides on it."), "ok")
    return see_other(url_for(".appeal", certificate_id=certificate_id))


def _report(report_id: int, form: Form[ReplyForm], status: int = 200) -> Response:
    found, box = queries.own(current_actor().artisan_id, report_id), toolbox()
    due = due_on(day_of(found.received_at) or box.today())
    page = render_template(
        "studio/reports/report.html",
        report=found,
        form=form,
        due=due_words(due, box.today()),
        late=found.state is not State.CLOSED and box.today() > due,
        over=time_is_over(found.reply_until, box.clock()),
        has_page=found.listing is not None and has_page(found.listing),
        State=State,
    )
    return make_response(page, status)


def _appeal(certificate_id: int, form: Form[AppealForm], status: int = 200) -> Response:
    box = toolbox()
    found = certificates.own(current_actor().artisan_id, certificate_id)
    made = appeals.of_certificate(found.id)
    decision = appeals.appealable(found, made, box.clock())
    if decision is None and not made:
        raise NotFound()
    page = render_template(
        "studio/reports/appeal.html",
        certificate=found,
        decision=decision,
        until=decision.made_at + WITHIN if decision else None,
        made=made,
        deed=deed,
        due=lambda one: due_words(due_on(day_of(one.made_at) or box.today()), box.today()),
        form=form,
        Status=Status,
    )
    return make_response(page, status)
