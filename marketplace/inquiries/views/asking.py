"""Asking about a bag."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext

from marketplace.accounts.rules import mask_email
from marketplace.artisans.hour_words import answers_again, pace_sentence
from marketplace.artisans.labels import address_name, back_on
from marketplace.extensions import limiter
from marketplace.inquiries import blocks, links, operations, queries, senders
from marketplace.inquiries.asked import about_to_ask
from marketplace.inquiries.rules import PRESSED_TWICE
from marketplace.inquiries.schemas import InquiryForm
from marketplace.inquiries.views import sent_photos
from marketplace.inquiries.views.blueprint import FLOOD, admit, blueprint, once_of, told_to_wait, too_many
from marketplace.kit.errors import TooMany
from marketplace.listings.cards import address, availability_text
from marketplace.listings.choosing import bag_words, variant_of
from marketplace.listings.rules import State
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import maybe_actor
from marketplace.web.links import see_other
from marketplace.web.locale import current_locale

if TYPE_CHECKING:
    from marketplace.inquiries.models import Thread
    from marketplace.listings.models import Listing, Variant

PLACE = "/products/<slug>-<string(length=10):code>/inquiry"
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
@public(form=True, uploads=True)
@limiter.limit(FLOOD)
def ask(slug: str, code: str) -> Response:
    """Take a question from anybody, without an account, about the bag or the variation that was chosen."""
    form = read_form(InquiryForm)
    sent = sent_photos.receive(form, sent_photos.for_bag(queries.bag(code)))
    bag = queries.bag(code)
    wanted = form.value(CHOSEN)
    if wanted and variant_of(bag, wanted) is None:
        form.fail(CHOSEN, "inquiry.variant_gone")
    if not form.ok:
        return _form(bag, form, 422)
    said, at, actor = form.data, toolbox().clock(), maybe_actor()
    secret = toolbox().settings.secret_key
    key = senders.sender_key(said.contact.text, secret)
    once = once_of()
    again = operations.asked_again(bag.id, key, said.name, said.message, at, wanted or None, sent, once)
    if again is not None:
        return _sent_already(again)
    try:
        admit(bag.id, said.contact.text, begins=True)
    except TooMany as refusal:
        return too_many(_form(queries.bag(code), told_to_wait(form, refusal), 429), refusal)
    bag = queries.bag(code, lock=True)
    if blocks.is_blocked(bag.artisan_id, key, actor.id if actor else None):
        form.fail("message", "inquiry.not_taken")
        return _form(bag, form, 422)
    chosen = variant_of(bag, wanted)
    if wanted and chosen is None:
        form.fail(CHOSEN, "inquiry.variant_gone")
        return _form(bag, form, 422)
    _, token = operations.ask(
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
        sent=sent,
        once=once,
    )
    return see_other(url_for(".thread", token=token, sent=1))


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


def _sent_already(again: Thread) -> Response:
    at = toolbox().clock()
    if at - again.created_at <= PRESSED_TWICE:
        token = links.again(again, at=at)
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
        pace=pace_sentence(bag.artisan),
        again=answers_again(bag.artisan, toolbox().clock()),
        form=form,
        kept=sent_photos.kept_with(form),
    )
    return make_response(page, status)
