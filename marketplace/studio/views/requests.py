"""Pages: what buyers ask her to make, and her answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.access.permissions import Permission
from marketplace.inquiries.scams import cautions_of
from marketplace.kit.errors import Conflict, Invalid
from marketplace.order_notes import queries as orders
from marketplace.order_notes.rules import Delivery, ShippingBy
from marketplace.requests import operations, queries, talking, wording
from marketplace.requests.rules import FURTHEST, Reach, takes_more
from marketplace.requests.schemas import AskForm, DeclineForm, OfferForm
from marketplace.studio.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.labels import label, message
from marketplace.web.links import see_other
from marketplace.web.private_files import private_picture

if TYPE_CHECKING:
    from marketplace.requests.models import Recipient

DEPOSITS = (0, 25, 30, 50, 100)
"""Percent of the price, as they are usual."""


@blueprint.get("/requests")
@requires(Permission.ANSWER_INQUIRY)
def requests() -> str:
    """What was asked of her: unanswered first, then the newest."""
    page = queries.of_artisan(current_actor().artisan_id, request.args.get("after", ""))
    return render_template(
        "studio/requests/list.html",
        rows=page.items,
        more=url_for(".requests", after=page.next_cursor) if page.next_cursor else "",
    )


@blueprint.get("/requests/<code>", endpoint="request")
@requires(Permission.ANSWER_INQUIRY)
def request_of_buyer(code: str) -> Response:
    """One request, with the forms to answer it."""
    return _show(queries.own(current_actor().artisan_id, code))


@blueprint.get("/requests/<code>/photos/<int:number>")
@requires(Permission.ANSWER_INQUIRY)
def request_photo(code: str, number: int) -> Response:
    """One of the photos that came with a request to her."""
    asked = queries.own(current_actor().artisan_id, code)
    return private_picture(*queries.photo_file(asked.request, number))


@blueprint.post("/requests/<code>/offer")
@requires(Permission.ANSWER_INQUIRY)
def offer_to_request(code: str) -> Response:
    """Offer so many pieces at a price by a day."""
    form, box, actor = read_form(OfferForm), toolbox(), current_actor()
    asked = queries.own(actor.artisan_id, code, lock=True)
    return _answer(
        asked,
        form,
        "offer",
        lambda: operations.offer(
            asked,
            form.data,
            actor=actor,
            at=box.clock(),
            today=box.today(),
        ),
        _("Your offer is with the buyer. When it is taken, it is an order note."),
    )


@blueprint.post("/requests/<code>/decline")
@requires(Permission.ANSWER_INQUIRY)
def decline_request(code: str) -> Response:
    """Say that she cannot, and why."""
    form, box, actor = read_form(DeclineForm), toolbox(), current_actor()
    asked = queries.own(actor.artisan_id, code, lock=True)
    return _answer(
        asked,
        form,
        "decline",
        lambda: operations.decline(
            asked,
            form.data.reason,
            actor=actor,
            at=box.clock(),
            today=box.today(),
        ),
        _("Written down. The buyer no longer waits for you."),
    )


@blueprint.post("/requests/<code>/ask")
@requires(Permission.ANSWER_INQUIRY)
def ask_back(code: str) -> Response:
    """Ask the buyer back, in a talk."""
    form, box, actor = read_form(AskForm), toolbox(), current_actor()
    asked = queries.own(actor.artisan_id, code, lock=True)
    return _answer(
        asked,
        form,
        "ask",
        lambda: talking.ask_back(
            asked,
            form.data.message,
            said=wording.said(asked.request),
            called=_("Buyer of request %(code)s", code=asked.request.code),
            actor=actor,
            at=box.clock(),
            today=box.today(),
        ),
        _("Your question is with the buyer. The talk stands among your questions."),
    )


def _answer(asked: Recipient, form: Form[Any], tried: str, deed: Callable[[], object], done: str) -> Response:
    if not form.ok:
        return _show(asked, 422, form=form, tried=tried)
    try:
        deed()
    except Invalid as refusal:
        form.refused(refusal)
        return _show(asked, 422, form=form, tried=tried)
    except Conflict as refusal:
        return _show(asked, 409, refusal.code, form=form, tried=tried)
    flash(done, "ok")
    return see_other(url_for(".request", code=asked.request.code))


def _show(
    asked: Recipient, status: int = 200, refused: str = "", *, form: Form[Any] | None = None, tried: str = ""
) -> Response:
    wanted, today = asked.request, toolbox().today()
    offer, blank = asked.offer, blank_form(AskForm)
    known = {"quantity": min(wanted.quantity, wanted.remaining or 1), "ready_on": wanted.needed_on}
    open_now = takes_more(wanted.state, wanted.closes_on, today)
    page = render_template(
        "studio/requests/request.html",
        asked=asked,
        wanted=wanted,
        facts=wording.facts(wanted),
        photos=[
            url_for(".request_photo", code=wanted.code, number=one.position)
            for one in wanted.photos
            if one.pages
        ],
        photos_wait=any(not one.pages and not one.failure for one in wanted.photos),
        photos_failed=any(one.failure for one in wanted.photos),
        to_one=wanted.reach is Reach.ONE,
        offer=offer,
        offer_rows=wording.offer_rows(offer) if offer else [],
        part=next((one.part for one in asked.offers if one.part is not None), None),
        open=open_now,
        cautions=[str(label(one)) for one in cautions_of(wanted.words)],
        errors=form or blank,
        tried=tried,
        offer_form=form if tried == "offer" else blank_form(OfferForm, known),
        decline_form=form if tried == "decline" else blank,
        ask_form=form if tried == "ask" else blank,
        refused=message(refused) if refused else "",
        deliveries=[("", _("Choose")), *((one.value, str(label(one))) for one in Delivery)],
        payers=[("", _("No shipping")), *((one.value, str(label(one))) for one in ShippingBy)],
        deposits=[(str(one), f"{one}%" if one else _("None")) for one in DEPOSITS],
        promised=orders.promised_in_week(asked.artisan_id, wanted.needed_on)
        if open_now and wanted.needed_on and asked.artisan.weekly_capacity
        else None,
        last_day=(today + FURTHEST).isoformat(),
    )
    return make_response(page, status)
