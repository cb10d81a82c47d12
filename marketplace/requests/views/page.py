"""The private page of a request, for whoever holds its link, and a buyer's own list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.extensions import limiter
from marketplace.inquiries import links as talks
from marketplace.inquiries.scams import cautions_of
from marketplace.kit.errors import Conflict, Forbidden, Gone, Invalid, NotFound
from marketplace.kit.tokens import works_until
from marketplace.notices import buyers
from marketplace.order_notes import links as orders
from marketplace.order_notes.views.blueprint import is_blocked
from marketplace.requests import links, operations, queries, taking, wording
from marketplace.requests.mails import REQUEST
from marketplace.requests.rules import LIFECYCLE, Action, Reach, State, takes_more
from marketplace.requests.schemas import TakeForm, TalkForm
from marketplace.requests.views.blueprint import FLOOD, blueprint, private
from marketplace.toolbox import toolbox
from marketplace.web.doors import public, signed_in
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor, maybe_actor
from marketplace.web.labels import message
from marketplace.web.links import absolute_url, see_other
from marketplace.web.private_files import private_picture
from marketplace.web.typed_words import keep_typed

if TYPE_CHECKING:
    from marketplace.requests.models import CustomRequest

PLACE = "/requests/<token>"


@blueprint.get(PLACE)
@public
def show(token: str) -> Response:
    """The request with its offers side by side, for whoever holds its private link."""
    return _show(_request(token), token)


@blueprint.get(f"{PLACE}/photos/<int:number>")
@public
def photo(token: str, number: int) -> Response:
    """One of the buyer's photos, for whoever holds the link."""
    return private(private_picture(*queries.photo_file(_request(token), number)))


@blueprint.post(f"{PLACE}/take")
@public(form=True)
@limiter.limit(FLOOD)
def take(token: str) -> Response:
    """Take an offer, or some pieces of it; it is an order note from then on."""
    form, box, actor = read_form(TakeForm), toolbox(), maybe_actor()
    wanted = _request(token, lock=True)
    if "offer" in form.errors:
        raise NotFound()
    if not form.ok:
        return _show(wanted, token, 422, form=form)
    said = form.data
    offer = taking.offer_of(wanted, said.offer)
    if offer is None:
        raise NotFound()
    contact = wanted.buyer_email or wanted.buyer_phone or ""
    if is_blocked(offer.recipient.artisan_id, contact, wanted.buyer_account_id):
        return _show(wanted, token, 409, "order_note.not_taken")
    try:
        part = taking.take(
            wanted,
            said.offer,
            said.quantity,
            details=wording.details(wanted, offer),
            place=said.place,
            actor=actor,
            at=box.clock(),
            today=box.today(),
        )
    except Invalid as refusal:
        form.refused(refusal)
        return _show(wanted, token, 422, form=form)
    except Conflict as refusal:
        return _show(wanted, token, 409, refusal.code)
    flash(
        _(
            "Ordered from %(maker)s. The order note is agreed and stays as it is.",
            maker=part.note.artisan.name,
        ),
        "ok",
    )
    return see_other(url_for(".show", token=token))


@blueprint.post(f"{PLACE}/end")
@public(form=True)
@limiter.limit(FLOOD)
def end(token: str) -> Response:
    """End the request with what was taken, or call it off where nothing was."""
    wanted = _request(token, lock=True)
    try:
        operations.end(wanted, at=toolbox().clock())
    except Conflict as refusal:
        return _show(wanted, token, 409, refusal.code)
    flash(_("The request has ended. What was ordered stays ordered."), "ok")
    return see_other(url_for(".show", token=token))


@blueprint.post(f"{PLACE}/reopen")
@public(form=True)
@limiter.limit(FLOOD)
def reopen(token: str) -> Response:
    """Open a filled request again, once a part of it was called off."""
    wanted, box = _request(token, lock=True), toolbox()
    try:
        operations.reopen(wanted, at=box.clock(), today=box.today())
    except Conflict as refusal:
        return _show(wanted, token, 409, refusal.code)
    flash(_("The request is open again for what is left."), "ok")
    return see_other(url_for(".show", token=token))


@blueprint.post(f"{PLACE}/talk")
@public(form=True)
@limiter.limit(FLOOD)
def talk(token: str) -> Response:
    """Open the talk an artisan began, by a private link of its own; without saying whose, the first there is."""
    form, wanted = read_form(TalkForm), _request(token, lock=True)
    maker = form.data.maker if form.ok else 0
    thread = next(
        (row.thread for row in wanted.recipients if row.thread is not None and maker in (None, row.id)), None
    )
    if thread is None:
        raise NotFound()
    return see_other(url_for("inquiries.thread", token=talks.give(thread, at=toolbox().clock())))


@blueprint.post(f"{PLACE}/orders/<code>")
@public(form=True)
@limiter.limit(FLOOD)
def order(token: str, code: str) -> Response:
    """Open one of the order notes that came of the request, by a link of its own for a day."""
    note = next((part.note for part in _request(token, lock=True).parts if part.note.code == code), None)
    if note is None:
        raise NotFound()
    return see_other(url_for("order_notes.show", token=orders.lend(note, at=toolbox().clock())))


@blueprint.get("/account/requests")
@signed_in
def of_account() -> str:
    """The requests of a buyer with an account, newest first."""
    page = queries.of_account(current_actor().id, request.args.get("after", ""))
    return render_template(
        "requests/of_account.html",
        rows=[(url_for(".show", token=one.code), one) for one in page.items],
        more=url_for(".of_account", after=page.next_cursor) if page.next_cursor else "",
    )


def _request(token: str, *, lock: bool = False) -> CustomRequest:
    actor = maybe_actor()
    try:
        found = links.opened(token, toolbox().clock(), account_id=actor.id if actor else None, lock=lock)
    except (NotFound, Gone) as refusal:
        keep_typed(refusal)
        raise
    if lock and actor is not None and any(row.account_id == actor.id for row in found.recipients):
        raise Forbidden("order_note.own_side")
    return found


def _show(
    wanted: CustomRequest,
    token: str,
    status: int = 200,
    refused: str = "",
    *,
    form: Form[TakeForm] | None = None,
) -> Response:
    box = toolbox()
    today, own = box.today(), links.held(wanted, token)
    page = render_template(
        "requests/request.html",
        wanted=wanted,
        facts=wording.facts(wanted),
        photos=[url_for(".photo", token=token, number=one.position) for one in wanted.photos if one.pages],
        photos_wait=any(not one.pages and not one.failure for one in wanted.photos),
        photos_failed=any(one.failure for one in wanted.photos),
        offers=wording.offers(wanted, today),
        makers=[
            (one, url_for(".order", token=token, code=one.part.note.code)) for one in wording.makers(wanted)
        ],
        open=takes_more(wanted.state, wanted.closes_on, today),
        over=wanted.state is State.OPEN and wanted.closes_on < today,
        to_one=wanted.reach is Reach.ONE,
        may_end=LIFECYCLE.allows(wanted.state, Action.CLOSE),
        may_reopen=LIFECYCLE.allows(wanted.state, Action.REOPEN)
        and wanted.remaining > 0
        and today <= wanted.closes_on,
        declined=[row for row in wanted.recipients if row.answer == "declined"],
        talks=[row for row in wanted.recipients if row.thread is not None],
        cautions_of=cautions_of,
        form=form or blank_form(TakeForm),
        untried=blank_form(TakeForm),
        tried=form.value("offer") if form else "",
        refused=message(refused) if refused else "",
        ending=url_for("notices.stopped", **dict[str, Any](buyers.ending(REQUEST, wanted)))
        if wanted.muted_by_buyer
        else "",
        sent="sent" in request.args,
        mine=maybe_actor() is not None,
        link=absolute_url(".show", token=token) if own else "",
        works_until=works_until(own.replaced_at if own else None, wanted.link_expires_at),
        replaced=own is not None and own.replaced_at is not None,
        ways={name: url_for(f".{name}", token=token) for name in ("take", "end", "reopen", "talk")},
    )
    return private(make_response(page, status))
