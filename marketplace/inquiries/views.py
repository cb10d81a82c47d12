"""The buyer's side: asking about a bag, and the private page of the talk that follows."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext

from marketplace.accounts.rules import mask_email
from marketplace.artisans.labels import address_name, back_on
from marketplace.extensions import limiter
from marketplace.inquiries import operations, queries
from marketplace.inquiries.asked import about_to_ask, asked
from marketplace.inquiries.rules import PRESSED_TWICE, Side
from marketplace.inquiries.schemas import AnswerForm, InquiryForm
from marketplace.kit.errors import NotFound, TooMany
from marketplace.kit.phones import mask_phone
from marketplace.listings.cards import address, availability_text
from marketplace.listings.choosing import bag_words, variant_of
from marketplace.listings.rules import WITH_PAGE, State
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import maybe_actor
from marketplace.web.links import absolute_url, see_other
from marketplace.web.locale import current_locale

if TYPE_CHECKING:
    from marketplace.inquiries.models import Thread
    from marketplace.listings.models import Listing, Variant

blueprint = Blueprint("inquiries", __name__)
PLACE = "/products/<slug>-<string(length=10):code>/inquiry"
FLOOD = "120 per hour"
"""Posts of one address, good or bad; the finer limits keep what was typed and say how long to wait."""
HOUR = 3600
CHOSEN = "v"
"""The variation, by its code: in the bag's address, and in a field of the form."""


@blueprint.get(PLACE)
@public
def write(slug: str, code: str) -> Response:
    """The question form on a page of its own."""
    bag = queries.bag(code)
    actor, chosen = maybe_actor(), variant_of(bag, request.args.get(CHOSEN, ""))
    known = {"message": _opening(bag, chosen), "name": actor and actor.name, CHOSEN: chosen and chosen.code}
    return _form(bag, blank_form(InquiryForm, known), 200)


@blueprint.post(PLACE)
@public(form=True)
@limiter.limit(FLOOD)
def ask(slug: str, code: str) -> Response:
    """Take a question from anybody, without an account, about the bag or the variation that was chosen."""
    form = read_form(InquiryForm)
    bag = queries.bag(code)
    wanted = form.value(CHOSEN)
    if wanted and variant_of(bag, wanted) is None:
        form.fail(CHOSEN, "inquiry.variant_gone")
    if not form.ok:
        return _form(bag, form, 422)
    said, at, actor = form.data, toolbox().clock(), maybe_actor()
    key = operations.sender_key(said.contact.text, toolbox().settings.secret_key)
    again = queries.same_again(bag.id, key, said.name, said.message, at, wanted or None)
    if again is not None:
        return _sent_already(again)
    try:
        _admit(bag.id, said.contact.text)
    except TooMany as refusal:
        return _too_many(_form(queries.bag(code), _told_to_wait(form, refusal), 429), refusal)
    secret = toolbox().settings.secret_key
    bag = queries.bag(code, lock=True)
    chosen = variant_of(bag, wanted)
    if wanted and chosen is None:
        form.fail(CHOSEN, "inquiry.variant_gone")
        return _form(bag, form, 422)
    thread = operations.ask(
        bag,
        name=said.name,
        email=said.contact.email,
        phone=said.contact.phone,
        body=said.message,
        locale=current_locale(),
        secret=secret,
        actor=actor,
        at=at,
        variant=chosen,
    )
    return see_other(url_for(".thread", token=operations.link_token(thread.id, secret), sent=1))


@blueprint.get("/inquiries/<token>")
@public
def thread(token: str) -> Response:
    """The talk, for whoever holds its private link."""
    try:
        return _thread(token, blank_form(AnswerForm), 200)
    except NotFound:
        return _gone()


@blueprint.post("/inquiries/<token>")
@public(form=True)
@limiter.limit(FLOOD)
def reply(token: str) -> Response:
    """The buyer writes again."""
    form, at = read_form(AnswerForm), toolbox().clock()
    try:
        if not form.ok:
            return _thread(token, form, 422)
        found = queries.by_token(token, at)
        if operations.said_again(found, Side.BUYER, form.data.message, at) is None:
            try:
                _admit(found.listing_id, found.buyer_email or found.buyer_phone or "")
            except TooMany as refusal:
                return _too_many(_thread(token, _told_to_wait(form, refusal), 429), refusal)
        operations.reply(queries.by_token(token, at, lock=True), form.data.message, at=at)
    except NotFound:
        return _gone()
    return see_other(url_for(".thread", token=token))


def _opening(bag: Listing, chosen: Variant | None) -> str:
    """The words the form begins with; a buyer may send them as they are."""
    called, named = address_name(bag.artisan), bag_words(bag, chosen)
    if bag.state is State.SOLD:
        return gettext(
            "Hello %(maker)s, I like %(bag)s, which is sold. Could you make a similar one?",
            maker=called,
            bag=named,
        )
    return gettext("Hello %(maker)s, is %(bag)s still available?", maker=called, bag=named)


def _admit(listing_id: int, contact: str) -> None:
    """Count the message against every limit; raises TooMany."""
    box = toolbox()
    operations.admit(
        listing_id,
        contact,
        address=request.remote_addr or "",
        secret=box.settings.secret_key,
        actor=maybe_actor(),
        at=box.clock(),
    )


def _told_to_wait(form: Form[Any], refusal: TooMany) -> Form[Any]:
    if refusal.retry_after > 2 * HOUR:
        form.fail("message", "inquiry.too_many_hours", hours=ceil(refusal.retry_after / HOUR))
    else:
        form.fail("message", "inquiry.too_many", minutes=ceil(refusal.retry_after / 60))
    return form


def _too_many(response: Response, refusal: TooMany) -> Response:
    response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def _sent_already(again: Thread) -> Response:
    box = toolbox()
    if box.clock() - again.created_at <= PRESSED_TWICE:
        token = operations.link_token(again.id, box.settings.secret_key)
        return see_other(url_for(".thread", token=token, sent=1))
    words = gettext("The artisan has this message already.")
    if again.buyer_email:
        words += " " + gettext(
            "You find the link to your talk in the letter we sent to %(contact)s.",
            contact=mask_email(again.buyer_email),
        )
    flash(words, "ok")
    return see_other(url_for("listings.show", **dict[str, Any](address(again.listing))))


def _form(bag: Listing, form: Form[InquiryForm], status: int) -> Response:
    today, chosen = toolbox().today(), variant_of(bag, form.value(CHOSEN))
    page = render_template(
        "inquiries/ask.html",
        bag=bag,
        asked=about_to_ask(bag, chosen) if chosen else None,
        address=address(bag),
        available=availability_text(bag, today),
        sold=bag.state is State.SOLD,
        called=address_name(bag.artisan),
        away_until=back_on(bag.artisan, today),
        form=form,
    )
    return make_response(page, status)


def _thread(token: str, form: Form[AnswerForm], status: int) -> Response:
    found = queries.by_token(token, toolbox().clock())
    page = render_template(
        "inquiries/thread.html",
        thread=found,
        bag=found.listing,
        asked=asked(found),
        bag_has_page=found.listing.state in WITH_PAGE and found.artisan.visible,
        address=address(found.listing),
        available=availability_text(found.listing, toolbox().today()),
        called=address_name(found.artisan),
        away_until=back_on(found.artisan, toolbox().today()),
        reached=mask_email(found.buyer_email) if found.buyer_email else mask_phone(found.buyer_phone or ""),
        sent="sent" in request.args,
        link=absolute_url(".thread", token=token),
        token=token,
        form=form,
    )
    return _private(make_response(page, status))


def _gone() -> Response:
    return _private(make_response(render_template("inquiries/link_gone.html"), 404))


def _private(response: Response) -> Response:
    """Its address is a secret: keep the page nowhere, list it nowhere, tell the address to no other site."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
