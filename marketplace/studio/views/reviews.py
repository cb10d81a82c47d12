"""Her one reply to a review of an order."""

from __future__ import annotations

from flask import Response, flash, make_response, render_template, url_for
from flask_babel import gettext as _

from marketplace.access.permissions import Permission
from marketplace.kit.errors import NotFound
from marketplace.order_notes import queries as notes
from marketplace.reviews import operations, queries
from marketplace.reviews.schemas import ReplyForm
from marketplace.studio.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.links import see_other


@blueprint.get("/orders/<code>/review")
@requires(Permission.ANSWER_INQUIRY)
def order_review(code: str) -> Response:
    """The review of one of her orders, and the form for the reply. NotFound without one."""
    return _page(code, blank_form(ReplyForm), 200)


@blueprint.post("/orders/<code>/review")
@requires(Permission.ANSWER_INQUIRY)
def reply_review(code: str) -> Response:
    """Give the reply; a second one is refused."""
    form, actor, box = read_form(ReplyForm), current_actor(), toolbox()
    if not form.ok:
        return _page(code, form, 422)
    note = notes.own(actor.artisan_id, code)
    operations.reply(note, form.data.reply, actor=actor, at=box.clock())
    flash(_("Your reply stands beside the review."), "ok")
    return see_other(url_for(".order_review", code=code))


def _page(code: str, form: Form[ReplyForm], status: int) -> Response:
    note = notes.own(current_actor().artisan_id, code)
    review = queries.of_note(note.id)
    if review is None:
        raise NotFound()
    return make_response(
        render_template("studio/orders/review.html", note=note, review=review, form=form), status
    )
