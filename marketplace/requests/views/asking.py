"""Asking for a bag to be made: of the maker of one bag, or of all whose turn it is."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from math import ceil
from typing import TYPE_CHECKING, Any

from flask import Response, make_response, render_template, request, url_for

from marketplace.artisans.labels import address_name, back_on
from marketplace.artisans.rules import Technique
from marketplace.extensions import limiter
from marketplace.inquiries import blocks
from marketplace.inquiries import queries as inquiries
from marketplace.inquiries.senders import sender_key
from marketplace.inquiries.views import sent_photos
from marketplace.kit.errors import Conflict, Invalid, TooMany
from marketplace.listings.cards import address
from marketplace.listings.rules import WITH_PAGE, BagType, Colour, Material
from marketplace.order_notes.operations import Buyer
from marketplace.requests import links, operations, photos, queries, routing
from marketplace.requests.rules import FURTHEST, LONGEST, MAX_PHOTOS, MOST_AT_ONCE, USUAL
from marketplace.requests.schemas import OpenForm, WishForm
from marketplace.requests.views.blueprint import FLOOD, blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import maybe_actor
from marketplace.web.labels import label
from marketplace.web.links import see_other
from marketplace.web.locale import current_locale

if TYPE_CHECKING:
    from marketplace.inquiries.schemas import Contact
    from marketplace.listings.models import Listing
    from marketplace.requests.models import CustomRequest

OF_BAG = "/products/<slug>-<string(length=10):code>/request"


@blueprint.get(OF_BAG)
@public
def write(slug: str, code: str) -> Response:
    """The form for a bag made like this one, for anybody."""
    actor = maybe_actor()
    known = {"name": actor and actor.name, "quantity": 1}
    return _of_bag(inquiries.bag(code), blank_form(WishForm, known), 200)


@blueprint.post(OF_BAG)
@public(form=True, uploads=True)
@limiter.limit(FLOOD)
def ask_maker(slug: str, code: str) -> Response:
    """Take a wish to the maker of this bag."""
    form, box = read_form(WishForm), toolbox()
    stored = sent_photos.receive(form, f"request {inquiries.bag(code).id}", MAX_PHOTOS)
    bag = inquiries.bag(code)
    if not form.ok:
        return _of_bag(bag, form, 422)
    wish, secret = form.data, box.settings.secret_key
    again = _again(wish.contact, wish.words, bag.id)
    if again is not None:
        return _sent(links.again(again, at=box.clock()))
    try:
        _admit(wish.contact, bag.artisan_id)
    except TooMany as refusal:
        return _too_many(refusal, form, lambda: _of_bag(inquiries.bag(code), form, 429))
    bag, buyer = inquiries.bag(code, lock=True), _buyer(wish.name, wish.contact)
    if blocks.is_blocked(bag.artisan_id, sender_key(wish.contact.text, secret), buyer.account_id):
        form.fail("form", "inquiry.not_taken")
        return _of_bag(bag, form, 422)
    try:
        made, token = operations.ask_maker(bag, wish, buyer, secret=secret, at=box.clock(), today=box.today())
    except Invalid as refusal:
        form.refused(refusal)
        return _of_bag(bag, form, 422)
    photos.keep(made, stored, at=box.clock())
    return _sent(token)


@blueprint.get("/requests/new")
@public
def write_to_all() -> Response:
    """The form for a request to all whose turn it is."""
    actor, today = maybe_actor(), toolbox().today()
    known = {
        "name": actor and actor.name,
        "quantity": 1,
        "technique": request.args.get("technique", ""),
        "closes_on": (today + USUAL).isoformat(),
    }
    return _to_all(blank_form(OpenForm, known), 200)


@blueprint.post("/requests/new")
@public(form=True, uploads=True)
@limiter.limit(FLOOD)
def ask_all() -> Response:
    """Take a wish to all whose turn it is."""
    form, box = read_form(OpenForm), toolbox()
    stored = sent_photos.receive(form, "request to all", MAX_PHOTOS)
    known = {code for code, _ in routing.units_today(box.today())}
    if form.value("unit_code") and form.value("unit_code") not in known:
        form.fail("unit_code", "request.unit")
    if not form.ok:
        return _to_all(form, 422)
    wish, secret = form.data, box.settings.secret_key
    again = _again(wish.contact, wish.words, None)
    if again is not None:
        return _sent(links.again(again, at=box.clock()))
    try:
        _admit(wish.contact, None)
    except TooMany as refusal:
        return _too_many(refusal, form, lambda: _to_all(form, 429))
    try:
        made, token = operations.ask_all(
            wish, _buyer(wish.name, wish.contact), secret=secret, at=box.clock(), today=box.today()
        )
    except Invalid as refusal:
        form.refused(refusal)
        return _to_all(form, 422)
    except Conflict as refusal:
        form.fail("technique", refusal.code)
        return _to_all(form, 422)
    photos.keep(made, stored, at=box.clock())
    return _sent(token)


def _buyer(name: str, contact: Contact) -> Buyer:
    actor = maybe_actor()
    return Buyer(name, contact.email, contact.phone, current_locale(), actor.id if actor else None)


def _again(contact: Contact, words: str, listing_id: int | None) -> CustomRequest | None:
    box = toolbox()
    key = sender_key(contact.text, box.settings.secret_key)
    return queries.same_again(key, words, listing_id, box.clock())


def _admit(contact: Contact, artisan_id: int | None) -> None:
    box = toolbox()
    operations.admit(
        contact.text,
        address=request.remote_addr or "",
        secret=box.settings.secret_key,
        actor=maybe_actor(),
        artisan_id=artisan_id,
        at=box.clock(),
    )


def _too_many(refusal: TooMany, form: Form[Any], again: Any) -> Response:
    form.fail("form", "request.too_many", minutes=ceil(refusal.retry_after / 60))
    response: Response = again()
    response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def _sent(token: str) -> Response:
    return see_other(url_for(".show", token=token, sent=1))


def _options(members: Iterable[StrEnum], words: str) -> list[tuple[str, str]]:
    return [("", words), *((one.value, str(label(one))) for one in members)]


def _fields(form: Form[Any]) -> dict[str, Any]:
    return {
        "colours": Colour,
        "materials": Material,
        "options": _options,
        "kept": sent_photos.kept_with(form),
        "last_day": (toolbox().today() + FURTHEST).isoformat(),
    }


def _of_bag(bag: Listing, form: Form[WishForm], status: int) -> Response:
    place = dict[str, Any](address(bag))
    page = render_template(
        "requests/write.html",
        bag=bag,
        called=address_name(bag.artisan),
        away_until=back_on(bag.artisan, toolbox().today()),
        back=url_for("listings.show", **place) if bag.state in WITH_PAGE else "",
        way=url_for(".ask_maker", **place),
        form=form,
        **_fields(form),
    )
    return make_response(page, status)


def _to_all(form: Form[OpenForm], status: int) -> Response:
    page = render_template(
        "requests/write_to_all.html",
        form=form,
        techniques=Technique,
        bag_types=BagType,
        units=routing.units_today(toolbox().today()),
        most=MOST_AT_ONCE,
        longest=LONGEST.days,
        **_fields(form),
    )
    return make_response(page, status)
