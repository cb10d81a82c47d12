"""Pages: doubts the public reported: the queue, one of them, and what an officer does with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext

from marketplace.access import policy
from marketplace.access.permissions import Permission
from marketplace.appeals import queries as appeals
from marketplace.desk import submissions
from marketplace.desk.views.blueprint import blueprint
from marketplace.kit.clock import local_midnight
from marketplace.kit.errors import Conflict, Invalid
from marketplace.listings.cards import address
from marketplace.listings.public import has_page
from marketplace.questions import queries as questions
from marketplace.reports import operations, queries
from marketplace.reports.labels import due_words
from marketplace.reports.rules import (
    REPLY_WITHIN,
    Action,
    Outcome,
    State,
    due_on,
    first_in_time,
    may_close,
    time_is_over,
)
from marketplace.reports.schemas import CloseForm, ForwardForm
from marketplace.reviews import queries as reviews
from marketplace.takedowns import queries as takedowns
from marketplace.talk_reports import queries as talk_reports
from marketplace.toolbox import toolbox
from marketplace.web import private_links
from marketplace.web.doors import requires
from marketplace.web.formatting import date_long, day_of
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.labels import label
from marketplace.web.links import see_other
from marketplace.web.private_files import private_picture

if TYPE_CHECKING:
    from datetime import date, datetime


@blueprint.get("/reports")
@requires(Permission.REVIEW_CERTIFICATE)
def reports() -> str:
    """The open ones, the first due first; or those that are closed."""
    closed = request.args.get("closed") == "1"
    page = queries.queue(closed=closed, after=request.args.get("after", ""))
    total, late = queries.counts(late_before())
    flagged_reviews, reported_talks = submissions.numbers(
        reviews.waiting_number(), talk_reports.open_number()
    )
    return render_template(
        "desk/reports/list.html",
        page=page,
        closed=closed,
        total=total,
        late=late,
        open_appeals=appeals.counts(late_before()),
        flagged_questions=questions.flagged_count(),
        flagged_reviews=flagged_reviews,
        reported_talks=reported_talks,
        bag_appeals=takedowns.open_appeals(),
        due=lambda report: due_of(report.received_at),
        due_words=due_words,
        today=toolbox().today(),
        waiting=submissions.waiting_count(),
    )


@blueprint.get("/reports/<int:report_id>")
@requires(Permission.REVIEW_CERTIFICATE)
def report(report_id: int) -> Response:
    """One report with its evidence and the reply; never to the one it is about."""
    return _page(report_id)


@blueprint.post("/reports/<int:report_id>/forward")
@requires(Permission.REVIEW_CERTIFICATE)
def forward_report(report_id: int) -> Response:
    """Pass it on to the artisan, in the officer's words."""
    form, actor, box = read_form(ForwardForm), current_actor(), toolbox()
    if not form.ok:
        return _page(report_id, forward=form, status=422)
    found = queries.for_officer(report_id)
    try:
        operations.forward(
            found,
            form.data.summary,
            actor=actor,
            at=box.clock(),
            due=due_of(found.received_at),
            until=_day(box.clock() + REPLY_WITHIN),
            version=form.data.version,
        )
    except (Invalid, Conflict) as refusal:
        return _refused(report_id, form, refusal, "forward")
    flash(gettext("Passed on. The artisan has seven days to reply."), "ok")
    return see_other(url_for(".report", report_id=report_id))


@blueprint.post("/reports/<int:report_id>/close")
@requires(Permission.REVIEW_CERTIFICATE)
def close_report(report_id: int) -> Response:
    """Write down the outcome."""
    form, actor, box = read_form(CloseForm), current_actor(), toolbox()
    if not form.ok:
        return _page(report_id, close=form, status=422)
    data = form.data
    try:
        operations.close(
            queries.for_officer(report_id),
            data.outcome,
            data.sentence,
            actor=actor,
            at=box.clock(),
            version=data.version,
        )
    except (Invalid, Conflict) as refusal:
        return _refused(report_id, form, refusal, "close")
    flash(
        gettext("Closed: %(outcome)s. Whoever has to know is being told.", outcome=label(data.outcome)), "ok"
    )
    return see_other(url_for(".report", report_id=report_id))


@blueprint.get("/reports/<int:report_id>/evidence/<int:page>")
@requires(Permission.REVIEW_CERTIFICATE, writes=True)
def report_evidence(report_id: int, page: int) -> Response:
    """One viewing page of the evidence; the look is noted in the journal."""
    why = private_links.needed(private_links.opened_from())
    actor, at = current_actor(), toolbox().clock()
    key = operations.look_at(queries.for_officer(report_id), page, why=why, actor=actor, at=at)
    return private_picture(key, f"laporan-{report_id}-{page}")


def late_before() -> datetime:
    """The moment before which whatever came and is still open is late."""
    box = toolbox()
    return local_midnight(first_in_time(box.today()), box.settings.timezone)


def due_of(at: datetime) -> date:
    """The day on which what came at this moment is due."""
    return due_on(_day(at))


def _day(at: datetime) -> date:
    return toolbox().local(at).date()


def _refused(report_id: int, form: Form[Any], refusal: Invalid | Conflict, which: str) -> Response:
    """Show the page again with what was typed, and with what is true by now."""
    if isinstance(refusal, Invalid):
        form.refused(refusal)
        return _page(report_id, status=422, **{which: form})
    form.fail("form", refusal.code)
    return _page(report_id, status=409, **{which: form})


def _page(
    report_id: int,
    *,
    forward: Form[ForwardForm] | None = None,
    close: Form[CloseForm] | None = None,
    status: int = 200,
) -> Response:
    found, at = queries.for_officer(report_id), toolbox().clock()
    policy.require(current_actor(), Permission.REVIEW_CERTIFICATE, found)
    decided = forward or close
    page = render_template(
        "desk/reports/show.html",
        report=found,
        forward=forward or blank_form(ForwardForm, {"version": found.version}),
        close=close or blank_form(CloseForm, {"version": found.version}),
        form=decided or blank_form(CloseForm),
        outcomes=[
            (outcome.value, label(outcome))
            for outcome in Outcome
            if outcome is Outcome.OUTSIDE or may_close(found.state, found.reply_until, at)
        ],
        due=due_words(due_of(found.received_at), toolbox().today()),
        late=found.state is not State.CLOSED and toolbox().today() > due_of(found.received_at),
        over=time_is_over(found.reply_until, at),
        bag=address(found.listing) if found.listing else None,
        bag_has_page=found.listing is not None and has_page(found.listing),
        day_of=lambda moment: date_long(day_of(moment)),
        State=State,
        Action=Action,
        waiting=submissions.waiting_count(),
    )
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response
