"""Pages: questions she was asked."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext

from marketplace.access.permissions import Permission
from marketplace.inquiries import blocks, operations, queries, replies
from marketplace.inquiries.asked import asked, asked_photo, snapshot
from marketplace.inquiries.filling import fill
from marketplace.inquiries.rules import Known, Side, known_of
from marketplace.inquiries.scams import Caution, cautions_of, mixes_scripts
from marketplace.inquiries.schemas import AnswerForm
from marketplace.inquiries.views import sent_photos
from marketplace.inquiries.views.blueprint import arrived, draft_key, once_of
from marketplace.inquiries.whatsapp import to_buyer
from marketplace.kit.errors import Conflict, NotFound
from marketplace.listings.cards import address, availability_text
from marketplace.listings.choosing import variant_words
from marketplace.listings.rules import WITH_PAGE
from marketplace.questions import queries as questions
from marketplace.studio.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.links import see_other
from marketplace.web.row_numbers import row_number

if TYPE_CHECKING:
    from marketplace.inquiries.models import Thread

log = logging.getLogger("marketplace.talks")


@blueprint.get("/inbox")
@requires(Permission.WRITE_ANSWER)
def inbox() -> str:
    """What waits for an answer, longest first; then what has been answered."""
    artisan_id = current_actor().artisan_id
    return render_template(
        "studio/inbox.html",
        page=queries.inbox(artisan_id, request.args.get("after", "")),
        tally=queries.tally(artisan_id),
        asked_in_public=questions.waiting_count(artisan_id),
        snapshot=snapshot,
        asked_photo=asked_photo,
        variant_words=variant_words,
    )


@blueprint.get("/inbox/<int:thread_id>")
@requires(Permission.WRITE_ANSWER, writes=True)
def inbox_thread(thread_id: int) -> Response:
    """One talk; opening it marks it as read. `?reply=` begins the answer with a quick reply of hers."""
    actor = current_actor()
    thread = _own(thread_id)
    form = _inserted(thread, request.args["reply"], "") if "reply" in request.args else blank_form(AnswerForm)
    operations.opened(thread, actor=actor)
    return _thread(thread_id, form, 200)


@blueprint.post("/inbox/<int:thread_id>")
@requires(Permission.WRITE_ANSWER, uploads=True)
def answer(thread_id: int) -> Response:
    """Send her answer; or, where a quick reply was pressed, put it after what she has written and send nothing."""
    actor = current_actor()
    if "reply" in request.form:
        form = _inserted(_own(thread_id), request.form["reply"], request.form.get("message", ""))
        form.raw.setlist(sent_photos.KEPT, request.form.getlist(sent_photos.KEPT))
        sent_photos.receive(form, sent_photos.for_talk(_own(thread_id), Side.ARTISAN))
        return _thread(thread_id, form, 200)
    form = read_form(AnswerForm)
    sent = sent_photos.receive(form, sent_photos.for_talk(_own(thread_id), Side.ARTISAN))
    if not form.ok:
        return _thread(thread_id, form, 422)
    thread = _own(thread_id, lock=True)
    words, at = form.data.message, toolbox().clock()
    try:
        operations.answer(thread, words, actor=actor, at=at, sent=sent, once=once_of())
    except Conflict as refusal:
        form.fail("message", refusal.code)
        return _thread(thread_id, form, 422)
    flash(
        gettext("Your answer stands in the talk, under your own name.")
        if actor.acting
        else gettext(
            "Your answer is kept here. The buyer wants no letters about this talk, and reads it on its page."
        )
        if thread.muted_by_buyer
        else gettext("Your answer is on its way.")
        if thread.buyer_email
        else gettext("Your answer is kept here. The buyer reads it by the page of the request.")
        if thread.withheld_name
        else gettext("Your answer is kept here. Send it on WhatsApp now, so that the buyer sees it."),
        "ok",
    )
    return see_other(url_for(".inbox_thread", thread_id=thread_id))


@blueprint.post("/inbox/<int:thread_id>/block")
@requires(Permission.ANSWER_INQUIRY)
def block_sender(thread_id: int) -> Response:
    """Take no more messages from this contact, about any of her bags."""
    box = toolbox()
    thread = _own(thread_id, lock=True)
    blocks.block(thread, secret=box.settings.secret_key, actor=current_actor(), at=box.clock())
    flash(gettext("No more messages from this contact reach you."), "ok")
    return see_other(url_for(".inbox_thread", thread_id=thread_id))


@blueprint.post("/inbox/<int:thread_id>/unblock")
@requires(Permission.ANSWER_INQUIRY)
def unblock_sender(thread_id: int) -> Response:
    """Take messages from this contact again."""
    thread, secret = _own(thread_id, lock=True), toolbox().settings.secret_key
    blocks.lift(thread, secret=secret, actor=current_actor())
    if blocks.ended(thread, secret):
        flash(gettext("An officer has ended the talks of you two: neither can write to the other."), "warn")
    else:
        flash(gettext("This contact can write to you again."), "ok")
    return see_other(url_for(".inbox_thread", thread_id=thread_id))


@blueprint.post("/inbox/<int:thread_id>/mute")
@requires(Permission.ANSWER_INQUIRY)
def mute_talk(thread_id: int) -> Response:
    """Be told no more of this talk (`muted=1`), or again."""
    thread = _own(thread_id, lock=True)
    operations.mute(thread, request.form.get("muted") == "1", actor=current_actor())
    return see_other(url_for(".inbox_thread", thread_id=thread_id))


def _thread(thread_id: int, form: Form[AnswerForm], status: int) -> Response:
    artisan_id = current_actor().artisan_id
    thread = _own(thread_id)
    listing, about = thread.listing, asked(thread)
    answered = next(
        (
            message.body
            for message in reversed(thread.messages)
            if message.side is Side.ARTISAN and message.automatic_on is None
        ),
        "",
    )
    page = render_template(
        "studio/inbox_thread.html",
        thread=thread,
        draft_key=draft_key(thread, Side.ARTISAN),
        arrived=arrived(thread, Side.ARTISAN),
        known=_known(thread),
        blocked=blocks.holds(thread, toolbox().settings.secret_key),
        ended=blocks.ended(thread, toolbox().settings.secret_key),
        form=form,
        kept=sent_photos.kept_with(form),
        photo_url=lambda photo, size: url_for(
            ".talk_photo", thread_id=thread_id, photo_id=photo.id, size=size
        ),
        whatsapp=to_buyer(thread, answered),
        answered=bool(answered),
        cautions_of=cautions_of,
        mixed_name=Caution.MIXED_LETTERS if mixes_scripts(thread.buyer_name) else None,
        asked=about,
        href=url_for(
            "listings.show", **dict[str, Any](address(listing)), v=about.code or None if about else None
        )
        if listing.state in WITH_PAGE
        else "",
        replies=[(reply, fill(reply.body, thread)) for reply in replies.own_list(artisan_id)],
        available=availability_text(listing, toolbox().today()),
        tally=queries.tally(artisan_id),
    )
    return make_response(page, status)


def _inserted(thread: Thread, number: str, written: str) -> Form[AnswerForm]:
    """Return the form with what she has written, and one of her quick replies after it. NotFound for others'."""
    reply = replies.own(current_actor().artisan_id, row_number(number) or 0)
    parts = (written.rstrip(), fill(reply.body, thread))
    return blank_form(AnswerForm, {"message": "\n".join(part for part in parts if part)})


def _own(thread_id: int, *, lock: bool = False) -> Thread:
    actor = current_actor()
    try:
        return queries.own_thread(actor.artisan_id, thread_id, lock=lock)
    except NotFound:
        log.warning("account %d asked for talk %d, which is not its own", actor.id, thread_id)
        raise


def _known(thread: Thread) -> Known:
    buyer = thread.buyer
    return known_of(
        account=buyer is not None,
        own_mail=buyer is not None and buyer.email is not None and buyer.email == thread.buyer_email,
        mail=thread.buyer_email is not None,
    )
