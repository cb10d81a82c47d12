"""Proposing a note as a buyer: about a bag, or out of a talk."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

from flask import Response, make_response, render_template, request, url_for

from marketplace.artisans.labels import address_name
from marketplace.extensions import limiter
from marketplace.inquiries import operations as talks
from marketplace.inquiries import queries as inquiries
from marketplace.inquiries.rules import Side
from marketplace.kit.errors import Invalid, TooMany
from marketplace.listings.cards import address
from marketplace.listings.rules import WITH_PAGE
from marketplace.order_notes import links, operations, queries
from marketplace.order_notes.operations import Buyer
from marketplace.order_notes.pages import terms_page
from marketplace.order_notes.schemas import NewNoteForm, TermsForm
from marketplace.order_notes.views.blueprint import FLOOD, blueprint, is_blocked, opened_talk, private
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import maybe_actor
from marketplace.web.links import see_other
from marketplace.web.locale import current_locale

if TYPE_CHECKING:
    from marketplace.listings.models import Listing

OF_BAG = "/products/<slug>-<string(length=10):code>/order"
OF_TALK = "/inquiries/<token>/order"


@blueprint.get(OF_BAG)
@public
def write(slug: str, code: str) -> Response:
    """The form for a note about a bag, for anybody."""
    bag, actor = inquiries.bag(code), maybe_actor()
    known = {"name": actor and actor.name, "quantity": 1, "variant_code": request.args.get("v")}
    return _form(bag, blank_form(NewNoteForm, known), 200, url_for(".propose", **_place(bag)), named=False)


@blueprint.post(OF_BAG)
@public(form=True)
@limiter.limit(FLOOD)
def propose(slug: str, code: str) -> Response:
    """Take a buyer's proposal; the artisan confirms or changes it."""
    form, bag = read_form(NewNoteForm), inquiries.bag(code)
    way = url_for(".propose", **_place(bag))
    if not form.ok:
        return _form(bag, form, 422, way, named=False)
    said, actor = form.data, maybe_actor()
    try:
        _admit(bag.id, said.contact.text)
    except TooMany as refusal:
        return _too_many(refusal, form, lambda: _form(inquiries.bag(code), form, 429, way, named=False))
    bag = inquiries.bag(code, lock=True)
    buyer = Buyer(
        said.name, said.contact.email, said.contact.phone, current_locale(), actor.id if actor else None
    )
    return _propose(bag, form, buyer, way, named=False)


@blueprint.get(OF_TALK)
@public
def write_from_talk(token: str) -> Response:
    """The form for a note that comes of a talk; who orders is known."""
    thread = opened_talk(token)
    known = {"quantity": 1, "variant_code": thread.variant_code}
    way = url_for(".propose_from_talk", token=token)
    return private(_form(thread.listing, blank_form(TermsForm, known), 200, way, named=True))


@blueprint.post(OF_TALK)
@public(form=True)
@limiter.limit(FLOOD)
def propose_from_talk(token: str) -> Response:
    """Take the proposal of whoever holds the talk's private link."""
    form, way = read_form(TermsForm), url_for(".propose_from_talk", token=token)
    thread = opened_talk(token)
    if not form.ok:
        return private(_form(thread.listing, form, 422, way, named=True))
    try:
        _admit(thread.listing_id, thread.buyer_email or thread.buyer_phone or "")
    except TooMany as refusal:

        def again() -> Response:
            bag = opened_talk(token).listing
            return private(_form(bag, form, 429, way, named=True))

        return _too_many(refusal, form, again)
    thread = opened_talk(token, lock=True)
    talks.reveal(thread)
    buyer = Buyer(
        thread.buyer_name, thread.buyer_email, thread.buyer_phone, thread.locale, thread.buyer_account_id
    )
    return private(_propose(thread.listing, form, buyer, way, named=True, thread=thread))


def _admit(listing_id: int, contact: str) -> None:
    operations.admit(listing_id, contact, address=request.remote_addr or "", at=toolbox().clock())


def _too_many(refusal: TooMany, form: Form[Any], again: Any) -> Response:
    form.fail("form", "order_note.too_many", minutes=ceil(refusal.retry_after / 60))
    response: Response = again()
    response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def _propose(
    bag: Listing, form: Form[Any], buyer: Buyer, way: str, *, named: bool, thread: Any = None
) -> Response:
    box = toolbox()
    if is_blocked(bag.artisan_id, buyer.email or buyer.phone or "", buyer.account_id):
        form.fail("form", "inquiry.not_taken")
        return _form(bag, form, 422, way, named=named)
    again = queries.same_again(bag.id, buyer.name, buyer.email, buyer.phone, form.data, box.clock())
    if again is not None:
        return _sent(links.again(again, at=box.clock()))
    try:
        _note, token = operations.propose(
            bag,
            form.data,
            buyer,
            side=Side.BUYER,
            actor=maybe_actor(),
            at=box.clock(),
            today=box.today(),
            thread=thread,
        )
    except Invalid as refusal:
        form.refused(refusal)
        return _form(bag, form, 422, way, named=named)
    return _sent(token)


def _sent(token: str) -> Response:
    return see_other(url_for(".show", token=token, sent=1))


def _place(bag: Listing) -> dict[str, Any]:
    return dict[str, Any](address(bag))


def _form(bag: Listing, form: Form[Any], status: int, way: str, *, named: bool) -> Response:
    page = render_template(
        "order_notes/write.html",
        bag=bag,
        called=address_name(bag.artisan),
        back=url_for("listings.show", **_place(bag)) if bag.state in WITH_PAGE else "",
        way=way,
        named=named,
        form=form,
        **terms_page(bag, toolbox().today()),
    )
    return make_response(page, status)
