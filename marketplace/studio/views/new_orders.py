"""Pages: a new order note, out of a talk or about a bag."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

from flask import Response, flash, make_response, render_template, url_for
from flask_babel import gettext as _

from marketplace.access.permissions import Permission
from marketplace.inquiries import blocks
from marketplace.inquiries import queries as inquiries
from marketplace.inquiries.rules import Side
from marketplace.inquiries.senders import sender_key
from marketplace.kit.errors import Conflict, Invalid, TooMany
from marketplace.listings.choosing import price_text
from marketplace.order_notes import operations, queries
from marketplace.order_notes.operations import Buyer
from marketplace.order_notes.pages import terms_page
from marketplace.order_notes.schemas import NewNoteForm, TermsForm
from marketplace.studio.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.links import see_other
from marketplace.web.locale import current_locale

if TYPE_CHECKING:
    from marketplace.inquiries.models import Thread
    from marketplace.listings.models import Listing


@blueprint.get("/inbox/<int:thread_id>/order")
@requires(Permission.ANSWER_INQUIRY)
def new_order_from_talk(thread_id: int) -> Response:
    """The form for a note that comes of a talk."""
    thread = _known(inquiries.own_thread(current_actor().artisan_id, thread_id))
    price = thread.asked_price or thread.listing.price
    known = {"quantity": 1, "variant_code": thread.variant_code, "price": price_text(price) or None}
    return _form(thread.listing, blank_form(TermsForm, known), 200, _talk(thread_id), thread.buyer_name)


@blueprint.post("/inbox/<int:thread_id>/order")
@requires(Permission.ANSWER_INQUIRY)
def propose_order_from_talk(thread_id: int) -> Response:
    """Propose a note to the buyer of a talk."""
    form, actor = read_form(TermsForm), current_actor()
    thread = _known(inquiries.own_thread(actor.artisan_id, thread_id))
    if not form.ok:
        return _form(thread.listing, form, 422, _talk(thread_id), thread.buyer_name)
    try:
        operations.admit_artisan(actor.artisan_id, at=toolbox().clock())
    except TooMany as refusal:
        thread = inquiries.own_thread(actor.artisan_id, thread_id)
        return _form(thread.listing, _told(form, refusal), 429, _talk(thread_id), thread.buyer_name)
    thread = _known(inquiries.own_thread(actor.artisan_id, thread_id, lock=True))
    buyer = Buyer(
        thread.buyer_name, thread.buyer_email, thread.buyer_phone, thread.locale, thread.buyer_account_id
    )
    return _propose(thread.listing, form, buyer, _talk(thread_id), thread)


@blueprint.get("/listings/<code>/order")
@requires(Permission.ANSWER_INQUIRY)
def new_order(code: str) -> Response:
    """The form for a note about a bag, to somebody who has not written here."""
    bag = queries.own_listing(current_actor().artisan_id, code)
    known = {"quantity": 1, "price": price_text(bag.price) or None}
    return _form(bag, blank_form(NewNoteForm, known), 200, _bag(code))


@blueprint.post("/listings/<code>/order")
@requires(Permission.ANSWER_INQUIRY)
def propose_order(code: str) -> Response:
    """Propose a note to somebody by e-mail, or for a link to pass on."""
    form, actor = read_form(NewNoteForm), current_actor()
    bag = queries.own_listing(actor.artisan_id, code)
    if not form.ok:
        return _form(bag, form, 422, _bag(code))
    said = form.data
    try:
        operations.admit_artisan(actor.artisan_id, at=toolbox().clock())
    except TooMany as refusal:
        return _form(queries.own_listing(actor.artisan_id, code), _told(form, refusal), 429, _bag(code))
    buyer = Buyer(said.name, said.contact.email, said.contact.phone, current_locale())
    return _propose(queries.own_listing(actor.artisan_id, code), form, buyer, _bag(code))


def _known(thread: Thread) -> Thread:
    """An order names its buyer: there is none while that is withheld."""
    if thread.withheld_name is not None:
        raise Conflict("inquiry.withheld")
    return thread


def _told(form: Form[Any], refusal: TooMany) -> Form[Any]:
    form.fail("form", "order_note.too_many", minutes=ceil(refusal.retry_after / 60))
    return form


def _talk(thread_id: int) -> str:
    return url_for("studio.propose_order_from_talk", thread_id=thread_id)


def _bag(code: str) -> str:
    return url_for("studio.propose_order", code=code)


def _propose(bag: Listing, form: Form[Any], buyer: Buyer, way: str, thread: Any = None) -> Response:
    box = toolbox()
    key = sender_key(buyer.email or buyer.phone or "", box.settings.secret_key)
    if blocks.is_ended(bag.artisan_id, key, buyer.account_id):
        form.fail("form", "inquiry.ended")
        return _form(bag, form, 422, way, thread.buyer_name if thread else "")
    try:
        note, _token = operations.propose(
            bag,
            form.data,
            buyer,
            side=Side.ARTISAN,
            actor=current_actor(),
            at=box.clock(),
            today=box.today(),
            thread=thread,
        )
    except Invalid as refusal:
        form.refused(refusal)
        return _form(bag, form, 422, way, thread.buyer_name if thread else "")
    flash(_("Proposed. Nothing is agreed until the buyer confirms."), "ok")
    return see_other(url_for(".order", code=note.code))


def _form(bag: Listing, form: Form[Any], status: int, way: str, buyer: str = "") -> Response:
    page = render_template(
        "studio/orders/write.html",
        bag=bag,
        buyer=buyer,
        form=form,
        way=way,
        **terms_page(bag, toolbox().today()),
    )
    return make_response(page, status)
