"""The talk, for whoever holds its private link."""

from __future__ import annotations

from flask import Response, make_response, render_template, request, url_for

from marketplace.extensions import limiter
from marketplace.inquiries import blocks, links, operations
from marketplace.inquiries.rules import MAX_MESSAGE, Side
from marketplace.inquiries.schemas import AnswerForm
from marketplace.inquiries.views import sent_photos
from marketplace.inquiries.views.blueprint import (
    FLOOD,
    admit,
    blueprint,
    once_of,
    private,
    told_to_wait,
    too_many,
)
from marketplace.inquiries.views.shown import shown
from marketplace.kit.errors import Gone, NotFound, TooMany
from marketplace.kit.tokens import works_until
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.links import absolute_url, see_other


@blueprint.get("/inquiries/<token>")
@public
def thread(token: str) -> Response:
    """The talk. Opening it marks nothing as read: programs that look into letters open links, too."""
    try:
        return _thread(token, blank_form(AnswerForm), 200)
    except (NotFound, Gone) as refusal:
        return _gone(refusal)


@blueprint.post("/inquiries/<token>")
@public(form=True, uploads=True)
@limiter.limit(FLOOD)
def reply(token: str) -> Response:
    """The buyer writes again."""
    form, at = read_form(AnswerForm), toolbox().clock()
    try:
        sent = sent_photos.receive(form, sent_photos.for_talk(links.opened(token, at).thread, Side.BUYER))
        if not form.ok:
            return _thread(token, form, 422)
        found = links.opened(token, at).thread
        if operations.said_again(found, Side.BUYER, form.data.message, at, sent, once_of()) is None:
            try:
                admit(found.listing_id, found.buyer_email or found.buyer_phone or "")
            except TooMany as refusal:
                return too_many(_thread(token, told_to_wait(form, refusal), 429), refusal)
        found = links.opened(token, at, lock=True).thread
        if blocks.holds(found, toolbox().settings.secret_key):
            form.fail("message", "inquiry.not_taken")
            return _thread(token, form, 422)
        operations.reply(found, form.data.message, at=at, sent=sent, once=once_of())
    except (NotFound, Gone) as refusal:
        return _gone(refusal, form.value("message"))
    return see_other(url_for(".thread", token=token))


def _thread(token: str, form: Form[AnswerForm], status: int) -> Response:
    link = links.opened(token, toolbox().clock())
    page = render_template(
        "inquiries/thread.html",
        **shown(link.thread),
        token=token,
        sent="sent" in request.args,
        link=absolute_url(".thread", token=token),
        works_until=works_until(link.replaced_at, link.thread.links_end_at),
        replaced=link.replaced_at is not None,
        place=url_for(".reply", token=token),
        mute=url_for(".mute", token=token),
        form=form,
        kept=sent_photos.kept_with(form),
        photo_url=lambda photo, size: url_for(".photo", token=token, photo_id=photo.id, size=size),
    )
    return private(make_response(page, status))


def _gone(refusal: NotFound | Gone, typed: str = "") -> Response:
    """Say what became of the link; what she typed while it ended stands there to be copied."""
    replaced = isinstance(refusal, Gone)
    page = render_template("inquiries/link_gone.html", replaced=replaced, typed=typed[:MAX_MESSAGE])
    return private(make_response(page, 410 if replaced else 404))
