"""Pages: the quick replies she keeps for answers."""

from __future__ import annotations

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext

from marketplace.access.permissions import Permission
from marketplace.inquiries import replies
from marketplace.inquiries.filling import GAP
from marketplace.inquiries.labels import STARTERS
from marketplace.inquiries.rules import MAX_REPLY, MAX_REPLY_TITLE, MOST_REPLIES
from marketplace.inquiries.schemas import QuickReplyForm
from marketplace.kit.errors import Conflict, NotFound
from marketplace.studio.views.blueprint import blueprint
from marketplace.web.doors import requires
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.links import see_other

STEPS = {"up": -1, "down": 1}


@blueprint.get("/replies")
@requires(Permission.ANSWER_INQUIRY)
def quick_replies() -> Response:
    """Hers in her order, some to begin with, and a form for another."""
    return _list(blank_form(QuickReplyForm), 200)


@blueprint.post("/replies")
@requires(Permission.ANSWER_INQUIRY)
def keep_quick_reply() -> Response:
    """Keep one more."""
    form = read_form(QuickReplyForm)
    if not form.ok:
        return _list(form, 422)
    try:
        replies.add(form.data.title, form.data.body, actor=current_actor())
    except Conflict as refusal:
        form.fail("title", refusal.code, **refusal.details)
        return _list(form, 422)
    flash(gettext("The quick reply “%(title)s” is kept.", title=form.data.title), "ok")
    return see_other(url_for(".quick_replies"))


@blueprint.get("/replies/<int:reply_id>")
@requires(Permission.ANSWER_INQUIRY)
def quick_reply(reply_id: int) -> Response:
    """The form of one of hers."""
    reply = replies.own(current_actor().artisan_id, reply_id)
    return _one(reply_id, blank_form(QuickReplyForm, {"title": reply.title, "body": reply.body}), 200)


@blueprint.post("/replies/<int:reply_id>")
@requires(Permission.ANSWER_INQUIRY)
def change_quick_reply(reply_id: int) -> Response:
    """Write it anew."""
    form, actor = read_form(QuickReplyForm), current_actor()
    replies.own(actor.artisan_id, reply_id)
    if not form.ok:
        return _one(reply_id, form, 422)
    replies.change(reply_id, form.data.title, form.data.body, actor=actor)
    flash(gettext("The quick reply “%(title)s” is kept.", title=form.data.title), "ok")
    return see_other(url_for(".quick_replies"))


@blueprint.post("/replies/<int:reply_id>/delete")
@requires(Permission.ANSWER_INQUIRY)
def delete_quick_reply(reply_id: int) -> Response:
    """Forget it."""
    title = replies.delete(reply_id, actor=current_actor())
    flash(gettext("The quick reply “%(title)s” is deleted.", title=title), "ok")
    return see_other(url_for(".quick_replies"))


@blueprint.post("/replies/<int:reply_id>/move")
@requires(Permission.ANSWER_INQUIRY)
def move_quick_reply(reply_id: int) -> Response:
    """Move it a place up or down."""
    step = STEPS.get(request.form.get("step", ""))
    if step is None:
        raise NotFound()
    replies.move(reply_id, step, actor=current_actor())
    return see_other(url_for(".quick_replies", _anchor=f"reply-{reply_id}"))


def _list(form: Form[QuickReplyForm], status: int) -> Response:
    rows = replies.own_list(current_actor().artisan_id)
    called = {row.title for row in rows}
    page = render_template(
        "studio/replies/list.html",
        replies=rows,
        starters=[(title, body) for title, body in STARTERS if str(title) not in called],
        form=form,
        most=MOST_REPLIES,
        gap=GAP,
        longest=(MAX_REPLY_TITLE, MAX_REPLY),
    )
    return make_response(page, status)


def _one(reply_id: int, form: Form[QuickReplyForm], status: int) -> Response:
    page = render_template(
        "studio/replies/edit.html",
        reply_id=reply_id,
        form=form,
        gap=GAP,
        longest=(MAX_REPLY_TITLE, MAX_REPLY),
    )
    return make_response(page, status)
