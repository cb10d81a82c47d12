"""The talks of a buyer with an account: the list, and each talk without its private link."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from flask import Response, make_response, render_template, request, url_for

from marketplace.extensions import limiter
from marketplace.inquiries import blocks, operations, queries
from marketplace.inquiries.asked import asked_photo, snapshot
from marketplace.inquiries.rules import Side
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
from marketplace.kit.errors import NotFound, TooMany
from marketplace.listings.choosing import variant_words
from marketplace.toolbox import toolbox
from marketplace.web.doors import signed_in
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.links import see_other

if TYPE_CHECKING:
    from marketplace.inquiries.models import Thread

log = logging.getLogger("marketplace.talks")


@blueprint.get("/account/talks")
@signed_in
def talks() -> Response:
    """What this account asked, the newest message first, with what was answered since."""
    page = render_template(
        "inquiries/talks.html",
        page=queries.of_buyer(current_actor().id, request.args.get("after", "")),
        snapshot=snapshot,
        asked_photo=asked_photo,
        variant_words=variant_words,
    )
    return private(make_response(page))


@blueprint.get("/account/talks/<int:thread_id>")
@signed_in(writes=True)
def own_talk(thread_id: int) -> Response:
    """One talk; opening it marks the answers as read."""
    operations.opened_by_buyer(_own(thread_id))
    return _talk(thread_id, blank_form(AnswerForm), 200)


@blueprint.post("/account/talks/<int:thread_id>")
@signed_in(uploads=True)
@limiter.limit(FLOOD)
def write_again(thread_id: int) -> Response:
    """The buyer writes again."""
    form, at = read_form(AnswerForm), toolbox().clock()
    sent = sent_photos.receive(form, sent_photos.for_talk(_own(thread_id), Side.BUYER))
    found = _own(thread_id)
    if not form.ok:
        return _talk(thread_id, form, 422)
    if operations.said_again(found, Side.BUYER, form.data.message, at, sent, once_of()) is None:
        try:
            admit(found.listing_id, found.buyer_email or found.buyer_phone or "")
        except TooMany as refusal:
            return too_many(_talk(thread_id, told_to_wait(form, refusal), 429), refusal)
    found = _own(thread_id, lock=True)
    if blocks.holds(found, toolbox().settings.secret_key):
        form.fail("message", "inquiry.not_taken")
        return _talk(thread_id, form, 422)
    operations.reply(found, form.data.message, at=at, sent=sent, once=once_of())
    return see_other(url_for(".own_talk", thread_id=thread_id))


def _own(thread_id: int, *, lock: bool = False) -> Thread:
    try:
        return queries.thread_of_buyer(current_actor().id, thread_id, lock=lock)
    except NotFound:
        log.warning("account %d asked for talk %d, which is not its own", current_actor().id, thread_id)
        raise


def _talk(thread_id: int, form: Form[AnswerForm], status: int) -> Response:
    page = render_template(
        "inquiries/thread.html",
        **shown(_own(thread_id)),
        sent=False,
        link="",
        replaced=False,
        token="",
        place=url_for(".write_again", thread_id=thread_id),
        mute=url_for(".mute_own", thread_id=thread_id),
        form=form,
        kept=sent_photos.kept_with(form),
        photo_url=lambda photo, size: url_for(
            ".own_photo", thread_id=thread_id, photo_id=photo.id, size=size
        ),
    )
    return private(make_response(page, status))
