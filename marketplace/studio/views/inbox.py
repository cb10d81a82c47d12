"""Pages: questions she was asked."""

from __future__ import annotations

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext

from marketplace.access.permissions import Permission
from marketplace.inquiries import operations, queries
from marketplace.inquiries.schemas import AnswerForm
from marketplace.kit.phones import whatsapp_link
from marketplace.listings.cards import address
from marketplace.studio.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.links import see_other


@blueprint.get("/inbox")
@requires(Permission.ANSWER_INQUIRY)
def inbox() -> str:
    """What waits for an answer, oldest first; then what has been answered."""
    artisan_id = current_actor().artisan_id
    page = queries.answered(artisan_id, request.args.get("after", ""))
    return render_template("studio/inbox.html", waiting=queries.waiting(artisan_id), page=page)


@blueprint.get("/inbox/<int:thread_id>")
@requires(Permission.ANSWER_INQUIRY, writes=True)
def inbox_thread(thread_id: int) -> Response:
    """One talk; opening it marks it as read."""
    actor = current_actor()
    operations.opened(queries.own_thread(actor.artisan_id, thread_id), actor=actor)
    return _thread(thread_id, blank_form(AnswerForm), 200)


@blueprint.post("/inbox/<int:thread_id>")
@requires(Permission.ANSWER_INQUIRY)
def answer(thread_id: int) -> Response:
    """Send her answer."""
    actor = current_actor()
    form = read_form(AnswerForm)
    if not form.ok:
        return _thread(thread_id, form, 422)
    thread = queries.own_thread(actor.artisan_id, thread_id)
    box = toolbox()
    operations.answer(thread, form.data.message, actor=actor, secret=box.settings.secret_key, at=box.clock())
    flash(
        gettext("Your answer is on its way.") if thread.buyer_email else gettext("Your answer is kept here."),
        "ok",
    )
    return see_other(url_for(".inbox_thread", thread_id=thread_id))


def _thread(thread_id: int, form: Form[AnswerForm], status: int) -> Response:
    thread = queries.own_thread(current_actor().artisan_id, thread_id)
    last = next((message.body for message in reversed(thread.messages) if message.side == "artisan"), "")
    whatsapp = whatsapp_link(thread.buyer_phone, last[:500]) if thread.buyer_phone else ""
    page = render_template(
        "studio/inbox_thread.html",
        thread=thread,
        form=form,
        whatsapp=whatsapp,
        address=address(thread.listing),
    )
    return make_response(page, status)
