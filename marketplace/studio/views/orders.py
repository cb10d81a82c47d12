"""Pages: her order notes, from proposal to hand-over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.access.permissions import Permission
from marketplace.access.policy import allows
from marketplace.extensions import limiter
from marketplace.inquiries.rules import Side
from marketplace.inquiries.schemas import AnswerForm
from marketplace.kit.errors import Conflict, Invalid, NotFound
from marketplace.order_notes import links, operations, queries, talking
from marketplace.order_notes.pages import choices, note_page, paper_page, pass_on, terms_page
from marketplace.order_notes.rules import OPEN, PROMISED, Action, State, overdue
from marketplace.order_notes.schemas import ConfirmForm, StepForm, TermsForm, initial
from marketplace.order_notes.views.sheets import PRESSED, pdf_of
from marketplace.order_notes.wording import rows
from marketplace.studio.views.blueprint import blueprint
from marketplace.studio.views.order_blocks import block_ways
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.labels import message
from marketplace.web.links import absolute_url, see_other

if TYPE_CHECKING:
    from marketplace.order_notes.models import OrderNote

CLOSED_TO_HELPERS: dict[str, Any] = {
    "paying": None,
    "may_confirm": False,
    "may_change": False,
    "changed": [],
}
"""Helpers neither see how she is paid, nor agree to anything for her."""


@blueprint.get("/orders")
@requires(Permission.STEP_ORDER)
def orders() -> str:
    """The board: open notes by what they wait for, each column by ready date; or the closed ones."""
    artisan_id, today = current_actor().artisan_id, toolbox().today()
    closed, after = "closed" in request.args, request.args.get("after", "")
    page = queries.closed(artisan_id, after) if closed else queries.board(artisan_id, after)
    return render_template(
        "studio/orders/board.html",
        columns=[(state, [note for note in page.items if note.state is state]) for state in OPEN],
        notes=page.items,
        closed=closed,
        whole=not after and page.next_cursor is None,
        late={note.id for note in page.items if overdue(note.state, note.ready_on, today)},
        more=url_for(".orders", after=page.next_cursor, closed=1 if closed else None)
        if page.next_cursor
        else "",
    )


@blueprint.get("/orders/<code>")
@requires(Permission.STEP_ORDER)
def order(code: str) -> Response:
    """One note."""
    return _show(code)


@blueprint.post("/orders/<code>/link")
@requires(Permission.ANSWER_INQUIRY)
def order_link(code: str) -> Response:
    """Make a link to pass on to a buyer no letter reaches; it is shown this once. The one before works a day longer."""
    note = queries.own(current_actor().artisan_id, code, lock=True)
    if not note.passed_on or note.buyer_email is not None:
        raise NotFound()
    return _show(code, link=links.rotate(note, at=toolbox().clock()))


@blueprint.post("/orders/<code>/talk")
@requires(Permission.ANSWER_INQUIRY)
def begin_order_talk(code: str) -> Response:
    """Begin a talk with the buyer of an agreed note; where there is one, lead to it."""
    form, actor, box = read_form(AnswerForm), current_actor(), toolbox()
    note = queries.own(actor.artisan_id, code, lock=True)
    if not form.ok:
        return _show(code, 422, form=form, tried="talk")
    if note.thread_id is not None:
        return see_other(url_for(".inbox_thread", thread_id=note.thread_id))
    who = operations.artisan_of(note, actor)
    try:
        thread, _token = talking.begin(
            note, form.data.message, who=who, secret=box.settings.secret_key, at=box.clock()
        )
    except Conflict as refusal:
        return _show(code, 409, refusal.code, form=form, tried="talk")
    return see_other(url_for(".inbox_thread", thread_id=thread.id))


@blueprint.get("/orders/<code>/print")
@requires(Permission.ANSWER_INQUIRY)
def print_order(code: str) -> str:
    """One note on paper."""
    note = queries.own(current_actor().artisan_id, code)
    return render_template(
        "order_notes/print.html",
        **paper_page(note, Side.ARTISAN, toolbox().today()),
        back=url_for(".order", code=code),
    )


@blueprint.get("/orders/<code>/note.pdf")
@requires(Permission.ANSWER_INQUIRY)
@limiter.limit(PRESSED)
def order_file(code: str) -> Response:
    """One agreed note as a PDF."""
    response = pdf_of(queries.own(current_actor().artisan_id, code))
    response.headers["Cache-Control"] = "private, no-store"
    return response


@blueprint.post("/orders/<code>/confirm")
@requires(Permission.ANSWER_INQUIRY)
def confirm_order(code: str) -> Response:
    """Agree to the version that was on the page."""
    form, actor, box = read_form(ConfirmForm), current_actor(), toolbox()
    note = queries.own(actor.artisan_id, code, lock=True)
    if not form.ok:
        return _show(code, 422)
    try:
        operations.confirm(
            note,
            seen=form.data.seen,
            who=operations.artisan_of(note, actor),
            at=box.clock(),
            today=box.today(),
        )
    except Conflict as refusal:
        return _show(code, 409, refusal.code, seen=form.data.seen)
    flash(_("Agreed. From now on the note stays as it is."), "ok")
    return see_other(url_for(".order", code=code))


@blueprint.get("/orders/<code>/change")
@requires(Permission.ANSWER_INQUIRY)
def write_order_change(code: str) -> Response:
    """The form for another version, filled with the one at hand."""
    note = queries.own(current_actor().artisan_id, code)
    if note.agreed_at is not None:
        return _show(code, 409, "order_note.already")
    return _change_page(code, blank_form(TermsForm, initial(note.current) | {"seen": note.number}), 200)


@blueprint.post("/orders/<code>/change")
@requires(Permission.ANSWER_INQUIRY)
def change_order(code: str) -> Response:
    """Propose another version back."""
    form, actor, box = read_form(TermsForm), current_actor(), toolbox()
    note = queries.own(actor.artisan_id, code, lock=True)
    if not form.ok:
        return _change_page(code, form, 422)
    try:
        operations.change(
            note,
            form.data,
            seen=form.data.seen,
            who=operations.artisan_of(note, actor),
            at=box.clock(),
            today=box.today(),
        )
    except Invalid as refusal:
        form.refused(refusal)
        return _change_page(code, form, 422)
    except Conflict as refusal:
        return _show(code, 409, refusal.code, seen=form.data.seen)
    flash(_("Your version is with the buyer. Nothing is agreed until it is confirmed."), "ok")
    return see_other(url_for(".order", code=code))


@blueprint.post("/orders/<code>/steps/<action>")
@requires(Permission.STEP_ORDER)
def step_order(code: str, action: str) -> Response:
    """Take one step of the lifecycle."""
    form, actor, box = read_form(StepForm), current_actor(), toolbox()
    note = queries.own(actor.artisan_id, code, lock=True)
    if action not in set(Action):
        raise NotFound()
    if not form.ok:
        return _show(code, 422, form=form, tried=action)
    try:
        operations.step(
            note,
            Action(action),
            form.data.words,
            who=operations.stepper_of(note, actor),
            at=box.clock(),
        )
    except Invalid as refusal:
        form.refused(refusal)
        return _show(code, 422, form=form, tried=action)
    except Conflict as refusal:
        return _show(code, 409, refusal.code)
    flash(_("Written down; the buyer is told."), "ok")
    return see_other(url_for(".order", code=code))


def _change_page(code: str, form: Form[TermsForm], status: int) -> Response:
    note = queries.own(current_actor().artisan_id, code)
    page = render_template(
        "order_notes/change.html",
        layout="layouts/studio.html",
        note=note,
        form=form,
        way=url_for(".change_order", code=code),
        back=url_for(".order", code=code),
        **terms_page(note.listing, toolbox().today()),
    )
    return make_response(page, status)


def _show(
    code: str,
    status: int = 200,
    refused: str = "",
    *,
    seen: int = 0,
    form: Form[Any] | None = None,
    tried: str = "",
    link: str = "",
) -> Response:
    note, today = queries.own(current_actor().artisan_id, code), toolbox().today()
    helping = current_actor().acting is not None
    answers = allows(current_actor(), Permission.WRITE_ANSWER)
    passes_on = note.passed_on and note.buyer_email is None
    address = absolute_url("order_notes.show", token=link) if link else ""
    waits = note.state is State.PROPOSED or note.state in PROMISED
    page = render_template(
        "order_notes/note.html",
        layout="layouts/studio.html",
        **note_page(note, Side.ARTISAN, today, seen=seen) | (_of_helpers(note) if helping else {}),
        refused=message(refused) if refused else "",
        form=form or blank_form(StepForm),
        untried=blank_form(StepForm),
        tried=tried,
        ways=[
            step
            for step in choices(
                note, Side.ARTISAN, lambda action: url_for(".step_order", code=code, action=action)
            )
            if not helping or step.action in operations.HELPED
        ],
        confirm=url_for(".confirm_order", code=code),
        change=url_for(".write_order_change", code=code),
        paper="" if helping else url_for(".print_order", code=code),
        sheet=url_for(".order_file", code=code) if note.agreed_at and not helping else "",
        link=address,
        works_until=note.link_expires_at,
        replaced=False,
        elsewhere="",
        renew=url_for(".order_link", code=code) if passes_on and not helping else "",
        sent=False,
        mine=True,
        board=url_for(".orders"),
        own_way="" if helping else url_for(".order", code=code),
        paying_url=lambda photo_id: url_for(".payment_picture", photo_id=photo_id),
        **block_ways(note, helping),
        talk=url_for(".inbox_thread", thread_id=note.thread_id) if note.thread_id and answers else "",
        ending="",
        begin_talk=url_for(".begin_order_talk", code=code)
        if not helping and talking.may_begin(note, Side.ARTISAN, None)
        else "",
        pass_on=pass_on(note, address) if not helping and (address or not passes_on) else "",
        promised=queries.promised_in_week(note.artisan_id, note.ready_on)
        if waits and not helping and note.artisan.weekly_capacity
        else None,
    )
    return make_response(page, status)


def _of_helpers(note: OrderNote) -> dict[str, Any]:
    """What is different for helpers: where the buyer lives is not theirs to know, either."""
    return {**CLOSED_TO_HELPERS, "rows": rows(note.current, without=("place",))}
