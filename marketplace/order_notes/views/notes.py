"""The private page of a note, for whoever holds its link, every step the buyer can take, and her own list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.extensions import limiter
from marketplace.inquiries import coming_back
from marketplace.inquiries.rules import Side
from marketplace.inquiries.schemas import AnswerForm
from marketplace.inquiries.views.blueprint import admit as admit_message
from marketplace.inquiries.views.blueprint import told_to_wait, too_many
from marketplace.kit.errors import Conflict, Invalid, NotFound, TooMany
from marketplace.kit.tokens import works_until
from marketplace.notices import buyers
from marketplace.order_notes import contacts, links, operations, queries, talking
from marketplace.order_notes.mails import ORDER
from marketplace.order_notes.pages import choices, note_page, paper_page, terms_page
from marketplace.order_notes.rules import Action
from marketplace.order_notes.schemas import ConfirmForm, StepForm, TermsForm, initial
from marketplace.order_notes.views.blueprint import FLOOD, NOTE, blueprint, is_blocked, opened, private
from marketplace.toolbox import toolbox
from marketplace.web.doors import public, signed_in
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor, maybe_actor
from marketplace.web.labels import message
from marketplace.web.links import absolute_url, see_other

if TYPE_CHECKING:
    from marketplace.order_notes.models import OrderNote


@blueprint.get(NOTE)
@public
def show(token: str) -> Response:
    """The note, for whoever holds its private link."""
    return _show(opened(token), token)


@blueprint.get(f"{NOTE}/print")
@public
def print_note(token: str) -> Response:
    """The note on paper."""
    return private(
        make_response(
            render_template(
                "order_notes/print.html",
                **paper_page(opened(token), Side.BUYER, toolbox().today()),
                back=url_for(".show", token=token),
            )
        )
    )


@blueprint.post(f"{NOTE}/confirm")
@public(form=True)
@limiter.limit(FLOOD)
def confirm(token: str) -> Response:
    """Agree to the version that was on the page."""
    form, note, box = read_form(ConfirmForm), opened(token, lock=True), toolbox()
    if not form.ok:
        return _show(note, token, 422)
    if note.agreed_at is None and _blocked(note):
        return _show(note, token, 409, "order_note.not_taken")
    try:
        operations.confirm(
            note,
            seen=form.data.seen,
            who=operations.buyer_of(note, maybe_actor()),
            at=box.clock(),
            today=box.today(),
        )
    except Conflict as refusal:
        return _show(note, token, 409, refusal.code, seen=form.data.seen)
    flash(_("Agreed. From now on the note stays as it is."), "ok")
    return see_other(url_for(".show", token=token))


@blueprint.get(f"{NOTE}/change")
@public
def write_change(token: str) -> Response:
    """The form for another version, filled with the one at hand."""
    note = opened(token)
    if note.agreed_at is not None:
        return _show(note, token, 409, "order_note.already")
    return _change_page(
        note, token, blank_form(TermsForm, initial(note.current) | {"seen": note.number}), 200
    )


@blueprint.post(f"{NOTE}/change")
@public(form=True)
@limiter.limit(FLOOD)
def change(token: str) -> Response:
    """Propose another version back."""
    form, note, box = read_form(TermsForm), opened(token, lock=True), toolbox()
    if not form.ok:
        return _change_page(note, token, form, 422)
    if note.agreed_at is None and _blocked(note):
        form.fail("form", "inquiry.not_taken")
        return _change_page(note, token, form, 422)
    try:
        operations.change(
            note,
            form.data,
            seen=form.data.seen,
            who=operations.buyer_of(note, maybe_actor()),
            at=box.clock(),
            today=box.today(),
        )
    except Invalid as refusal:
        form.refused(refusal)
        return _change_page(note, token, form, 422)
    except Conflict as refusal:
        return _show(note, token, 409, refusal.code, seen=form.data.seen)
    flash(_("Your version is with the artisan. Nothing is agreed until she confirms it."), "ok")
    return see_other(url_for(".show", token=token))


@blueprint.post(f"{NOTE}/steps/<action>")
@public(form=True)
@limiter.limit(FLOOD)
def step(token: str, action: str) -> Response:
    """Take one step of the lifecycle as the buyer."""
    form, note, box = read_form(StepForm), opened(token, lock=True), toolbox()
    if action not in set(Action):
        raise NotFound()
    if not form.ok:
        return _show(note, token, 422, form=form, tried=action)
    try:
        operations.step(
            note,
            Action(action),
            form.data.words,
            who=operations.buyer_of(note, maybe_actor()),
            at=box.clock(),
        )
    except Invalid as refusal:
        form.refused(refusal)
        return _show(note, token, 422, form=form, tried=action)
    except Conflict as refusal:
        return _show(note, token, 409, refusal.code)
    flash(_("Written down; the artisan is told."), "ok")
    return see_other(url_for(".show", token=token))


@blueprint.get("/account/orders")
@signed_in
def of_account() -> str:
    """The notes of a buyer with an account, newest first."""
    page = queries.of_account(current_actor().id, request.args.get("after", ""))
    return render_template(
        "order_notes/of_account.html",
        notes=[(url_for(".show", token=note.code), note) for note in page.items],
        more=url_for(".of_account", after=page.next_cursor) if page.next_cursor else "",
    )


@blueprint.post(f"{NOTE}/talk")
@public(form=True)
@limiter.limit(FLOOD)
def begin_talk(token: str) -> Response:
    """Begin a talk with the artisan about an agreed note; where there is one, lead to it."""
    form, box, note = read_form(AnswerForm), toolbox(), opened(token)
    if not form.ok:
        return _show(note, token, 422, form=form, tried="talk")
    try:
        admit_message(note.listing_id or 0, note.buyer_email or note.buyer_phone or "")
    except TooMany as refusal:
        return too_many(
            _show(opened(token), token, 429, form=told_to_wait(form, refusal), tried="talk"), refusal
        )
    note, actor = opened(token, lock=True), maybe_actor()
    who = operations.buyer_of(note, actor)
    if note.thread_id is None:
        try:
            thread, opens = talking.begin(
                note,
                form.data.message,
                who=who,
                secret=box.settings.secret_key,
                at=box.clock(),
                link=links.held(note, token),
            )
        except Conflict as refusal:
            return _show(note, token, 409, refusal.code, form=form, tried="talk")
        if actor is None or actor.id != thread.buyer_account_id:
            return see_other(url_for("inquiries.thread", token=opens))
    return see_other(_talk(note, token) or url_for(".show", token=token))


def _talk(note: OrderNote, token: str) -> str:
    """The way to the talk of a note, as its reader holds the note; "" without a talk."""
    if note.thread is None:
        return ""
    actor = maybe_actor()
    if actor is not None and actor.id == note.thread.buyer_account_id:
        return url_for("inquiries.own_talk", thread_id=note.thread_id)
    if links.AFTER_TALK in token:
        return url_for("inquiries.thread", token=token.rpartition(links.AFTER_TALK)[0])
    mark = coming_back.mark_of(note.thread, toolbox().settings.secret_key)
    return url_for("inquiries.come_back", mark=mark)


def _blocked(note: OrderNote) -> bool:
    return is_blocked(note.artisan_id, note.buyer_email or note.buyer_phone or "", note.buyer_account_id)


def _change_page(note: OrderNote, token: str, form: Form[TermsForm], status: int) -> Response:
    page = render_template(
        "order_notes/change.html",
        layout="layouts/base.html",
        note=note,
        form=form,
        way=url_for(".change", token=token),
        back=url_for(".show", token=token),
        **terms_page(note.listing, toolbox().today()),
    )
    return private(make_response(page, status))


def _show(
    note: OrderNote,
    token: str,
    status: int = 200,
    refused: str = "",
    *,
    seen: int = 0,
    form: Form[Any] | None = None,
    tried: str = "",
) -> Response:
    own, actor = links.held(note, token), maybe_actor()
    page = render_template(
        "order_notes/note.html",
        layout="layouts/base.html",
        **note_page(note, Side.BUYER, toolbox().today(), seen=seen),
        refused=message(refused) if refused else "",
        form=form or blank_form(StepForm),
        untried=blank_form(StepForm),
        tried=tried,
        ways=choices(note, Side.BUYER, lambda action: url_for(".step", token=token, action=action)),
        confirm=url_for(".confirm", token=token),
        change=url_for(".write_change", token=token),
        paper=url_for(".print_note", token=token),
        sheet=url_for(".note_file", token=token) if note.agreed_at else "",
        link=absolute_url(".show", token=token) if own else "",
        works_until=works_until(own.replaced_at if own else None, note.link_expires_at),
        replaced=own is not None and own.replaced_at is not None,
        elsewhere=url_for(".write_elsewhere", token=token) if contacts.may_move(own) else "",
        renew=url_for(".renew", token=token) if contacts.may_move(own) and not note.buyer_email else "",
        sent="sent" in request.args,
        mine=actor is not None,
        board="",
        own_way=url_for(".show", token=token),
        paying_url=lambda photo_id: url_for(".paying_picture", token=token, photo_id=photo_id),
        blocked=False,
        ended=False,
        block="",
        talk=_talk(note, token),
        begin_talk=url_for(".begin_talk", token=token)
        if talking.may_begin(note, Side.BUYER, actor.id if actor else None, own)
        else "",
        pass_on="",
        ending=url_for("notices.stopped", **dict[str, Any](buyers.ending(ORDER, note)))
        if note.muted_by_buyer
        else "",
        promised=None,
    )
    return private(make_response(page, status))
