"""The buyer's side: asking about a bag, and the private page of the talk that follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, make_response, render_template, request, url_for
from flask_babel import gettext

from marketplace.artisans.labels import address_name, back_on
from marketplace.extensions import limiter
from marketplace.inquiries import operations, queries
from marketplace.inquiries.schemas import AnswerForm, InquiryForm
from marketplace.kit.errors import TooMany
from marketplace.kit.phones import mask_phone
from marketplace.listings.cards import address
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import maybe_actor
from marketplace.web.links import see_other
from marketplace.web.locale import current_locale

if TYPE_CHECKING:
    from marketplace.listings.models import Listing

blueprint = Blueprint("inquiries", __name__)
PLACE = "/products/<slug>-<string(length=10):code>/inquiry"


@blueprint.get(PLACE)
@public
def write(slug: str, code: str) -> Response:
    """The question form on a page of its own."""
    bag = queries.bag(code)
    words = gettext(
        "Hello %(maker)s, is %(bag)s still available?", maker=address_name(bag.artisan), bag=bag.title
    )
    return _form(bag, blank_form(InquiryForm, {"message": words}), 200)


@blueprint.post(PLACE)
@public(form=True)
@limiter.limit("20 per hour")
def ask(slug: str, code: str) -> Response:
    """Take a question from anybody, without an account."""
    form = read_form(InquiryForm)
    at = toolbox().clock()
    if not form.ok:
        return _form(queries.bag(code), form, 422)
    asked = form.data
    try:
        operations.admit(queries.bag(code).id, asked.contact.text, at=at)
    except TooMany as refusal:
        form.fail("message", "inquiry.too_many")
        response = _form(queries.bag(code), form, 429)
        response.headers["Retry-After"] = str(refusal.retry_after)
        return response
    secret = toolbox().settings.secret_key
    thread = operations.ask(
        queries.bag(code),
        name=asked.name,
        email=asked.contact.email,
        phone=asked.contact.phone,
        body=asked.message,
        locale=current_locale(),
        secret=secret,
        actor=maybe_actor(),
        at=at,
    )
    return see_other(url_for(".thread", token=operations.link_token(thread.id, secret), sent=1))


@blueprint.get("/inquiries/<token>")
@public
def thread(token: str) -> Response:
    """The talk, for whoever holds its private link."""
    return _thread(token, blank_form(AnswerForm), 200)


@blueprint.post("/inquiries/<token>")
@public(form=True)
@limiter.limit("30 per hour")
def reply(token: str) -> Response:
    """The buyer writes again."""
    form = read_form(AnswerForm)
    at = toolbox().clock()
    if not form.ok:
        return _thread(token, form, 422)
    found = queries.by_token(token, at)
    try:
        operations.admit(found.listing_id, found.buyer_email or found.buyer_phone or "", at=at)
    except TooMany as refusal:
        form.fail("message", "inquiry.too_many")
        response = _thread(token, form, 429)
        response.headers["Retry-After"] = str(refusal.retry_after)
        return response
    operations.reply(queries.by_token(token, at), form.data.message, at=at)
    return see_other(url_for(".thread", token=token))


def _form(bag: Listing, form: Form[InquiryForm], status: int) -> Response:
    page = render_template(
        "inquiries/ask.html",
        bag=bag,
        address=address(bag),
        called=address_name(bag.artisan),
        away_until=back_on(bag.artisan, toolbox().today()),
        form=form,
    )
    return make_response(page, status)


def _thread(token: str, form: Form[AnswerForm], status: int) -> Response:
    found = queries.by_token(token, toolbox().clock())
    page = render_template(
        "inquiries/thread.html",
        thread=found,
        address=address(found.listing),
        called=address_name(found.artisan),
        reached=found.buyer_email or mask_phone(found.buyer_phone or ""),
        sent="sent" in request.args,
        token=token,
        form=form,
    )
    response = make_response(page, status)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
