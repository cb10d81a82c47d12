"""Pages: public questions somebody has reported, and what an officer does with one."""

from __future__ import annotations

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext

from marketplace.access import policy
from marketplace.access.permissions import Permission
from marketplace.desk import submissions
from marketplace.desk.views.blueprint import blueprint
from marketplace.listings.cards import address
from marketplace.listings.public import has_page
from marketplace.questions import operations, queries
from marketplace.questions.rules import State
from marketplace.questions.schemas import RemoveForm
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.links import see_other


@blueprint.get("/questions")
@requires(Permission.MODERATE_QUESTION)
def questions() -> str:
    """Those that were reported and not dealt with, asked longest ago first."""
    return render_template(
        "desk/questions/list.html",
        page=queries.flagged(request.args.get("after", "")),
        waiting=submissions.waiting_count(),
    )


@blueprint.get("/questions/<int:question_id>")
@requires(Permission.MODERATE_QUESTION)
def question(question_id: int) -> Response:
    """One question with its answer and why it was reported."""
    return _page(question_id)


@blueprint.post("/questions/<int:question_id>/remove")
@requires(Permission.MODERATE_QUESTION)
def remove_question(question_id: int) -> Response:
    """Remove it, with a reason the artisan reads."""
    form = read_form(RemoveForm)
    if not form.ok:
        return _page(question_id, form, 422)
    actor, at = current_actor(), toolbox().clock()
    operations.remove(queries.for_officer(question_id), form.data.reason, actor=actor, at=at)
    flash(gettext("Removed. The artisan is told why."), "ok")
    return see_other(url_for(".questions"))


@blueprint.post("/questions/<int:question_id>/keep")
@requires(Permission.MODERATE_QUESTION)
def keep_question(question_id: int) -> Response:
    """Leave it where it is; the reports about it are settled."""
    operations.keep(queries.for_officer(question_id), actor=current_actor(), at=toolbox().clock())
    flash(gettext("The question stays."), "ok")
    return see_other(url_for(".questions"))


def _page(question_id: int, form: Form[RemoveForm] | None = None, status: int = 200) -> Response:
    found = queries.for_officer(question_id)
    policy.require(current_actor(), Permission.MODERATE_QUESTION, found)
    page = render_template(
        "desk/questions/show.html",
        question=found,
        bag=found.listing,
        address=address(found.listing),
        has_page=has_page(found.listing),
        reported=[one for one in found.flags if one.settled_at is None],
        form=form or blank_form(RemoveForm),
        waiting=submissions.waiting_count(),
        State=State,
    )
    return make_response(page, status)
