"""Pages: public questions about her bags: the list, and one of them with its answer."""

from __future__ import annotations

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext

from marketplace.access.permissions import Permission
from marketplace.inquiries import queries as inquiries
from marketplace.kit.errors import Conflict, Invalid
from marketplace.listings.cards import address
from marketplace.listings.public import has_page
from marketplace.questions import operations, queries
from marketplace.questions.rules import LIFECYCLE, Action, State
from marketplace.questions.schemas import PublicAnswerForm
from marketplace.studio.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.links import see_other


@blueprint.get("/questions")
@requires(Permission.ANSWER_INQUIRY)
def questions() -> str:
    """What waits for an answer, longest first; then all others."""
    artisan_id = current_actor().artisan_id
    return render_template(
        "studio/questions/list.html",
        page=queries.own_page(artisan_id, request.args.get("after", "")),
        waiting=queries.waiting_count(artisan_id),
        unread=inquiries.tally(artisan_id).waiting,
        State=State,
    )


@blueprint.get("/questions/<int:question_id>")
@requires(Permission.ANSWER_INQUIRY)
def question(question_id: int) -> Response:
    """One question, and the form for the answer."""
    return _page(question_id)


@blueprint.post("/questions/<int:question_id>")
@requires(Permission.ANSWER_INQUIRY)
def answer_question(question_id: int) -> Response:
    """Answer it for everybody, or correct the answer."""
    form, actor = read_form(PublicAnswerForm), current_actor()
    if not form.ok:
        return _page(question_id, form, 422)
    found = queries.own(actor.artisan_id, question_id, lock=True)
    try:
        operations.answer(found, form.data.answer, actor=actor, at=toolbox().clock())
    except Invalid as refusal:
        form.refused(refusal)
        return _page(question_id, form, 422)
    except Conflict as refusal:
        form.fail("form", refusal.code)
        return _page(question_id, form, 409)
    if has_page(found.listing):
        flash(gettext("Question and answer stand on the bag's page now."), "ok")
    else:
        flash(
            gettext("Your answer is kept. It stands on the bag's page once buyers see the bag again."), "ok"
        )
    return see_other(url_for(".questions"))


@blueprint.post("/questions/<int:question_id>/hide")
@requires(Permission.ANSWER_INQUIRY)
def hide_question(question_id: int) -> Response:
    """Take it off the page."""
    actor = current_actor()
    found = queries.own(actor.artisan_id, question_id, lock=True)
    operations.hide(found, actor=actor, at=toolbox().clock())
    flash(gettext("Hidden. It is kept here, and you can show it again with an answer."), "ok")
    return see_other(url_for(".questions"))


def _page(question_id: int, form: Form[PublicAnswerForm] | None = None, status: int = 200) -> Response:
    artisan_id = current_actor().artisan_id
    found = queries.own(artisan_id, question_id)
    steps = [move.action for move in LIFECYCLE.actions(found.state)]
    page = render_template(
        "studio/questions/question.html",
        question=found,
        bag=found.listing,
        address=address(found.listing),
        has_page=has_page(found.listing),
        form=form or blank_form(PublicAnswerForm, {"answer": found.answer}),
        step=next((one for one in steps if one in (Action.ANSWER, Action.CORRECT, Action.SHOW)), None),
        may_hide=Action.HIDE in steps,
        unread=inquiries.tally(artisan_id).waiting,
        State=State,
        Action=Action,
    )
    return make_response(page, status)
