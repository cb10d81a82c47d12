"""Her private link: sent to another address, or made anew where no letter brings another."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from flask import Response, flash, make_response, render_template, url_for
from flask_babel import gettext as _

from marketplace.extensions import limiter
from marketplace.kit.errors import Conflict, Forbidden, TooMany
from marketplace.order_notes import contacts, links, operations
from marketplace.order_notes.schemas import ElsewhereForm
from marketplace.order_notes.views.blueprint import FLOOD, NOTE, blueprint, is_blocked, opened, private
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import maybe_actor
from marketplace.web.links import see_other

if TYPE_CHECKING:
    from marketplace.order_notes.models import OrderNote


@blueprint.get(f"{NOTE}/elsewhere")
@public
def write_elsewhere(token: str) -> Response:
    """The form for another address; Forbidden for whoever came by anything but the newest link."""
    return _form(_moving(token), token, blank_form(ElsewhereForm), 200)


@blueprint.post(f"{NOTE}/elsewhere")
@public(form=True)
@limiter.limit(FLOOD)
def send_elsewhere(token: str) -> Response:
    """Send the letters, and a new link, to another address."""
    form, note, at = read_form(ElsewhereForm), _moving(token), toolbox().clock()
    if form.ok and _blocked(note):
        form.fail("email", "order_note.not_taken")
    if not form.ok:
        return _form(note, token, form, 422)
    try:
        contacts.admit(note.id, at=at)
    except TooMany as refusal:
        form.fail("email", "order_note.moves", minutes=ceil(refusal.retry_after / 60))
        response = _form(_moving(token), token, form, 429)
        response.headers["Retry-After"] = str(refusal.retry_after)
        return response
    note = _moving(token, lock=True)
    try:
        newest = contacts.send_elsewhere(note, form.data.email, link=links.held(note, token), at=at)
    except Conflict as refusal:
        form.fail("email", refusal.code)
        return _form(note, token, form, 422)
    flash(
        _(
            "A new link went to %(email)s. The address before and the artisan are told.",
            email=note.buyer_email,
        )
    )
    return see_other(url_for(".show", token=newest))


@blueprint.post(f"{NOTE}/link")
@public(form=True)
@limiter.limit(FLOOD)
def renew(token: str) -> Response:
    """Make a new link for a buyer no letter reaches."""
    note = _moving(token, lock=True)
    newest = contacts.renew(note, link=links.held(note, token), at=toolbox().clock())
    flash(_("This is your new link. The one before works a day longer."), "ok")
    return see_other(url_for(".show", token=newest))


def _moving(token: str, *, lock: bool = False) -> OrderNote:
    note = opened(token, lock=lock)
    operations.buyer_of(note, maybe_actor())
    if not contacts.may_move(links.held(note, token)):
        raise Forbidden("order_note.other_link")
    return note


def _blocked(note: OrderNote) -> bool:
    contact = note.buyer_email or note.buyer_phone or ""
    return is_blocked(note.artisan_id, contact, note.buyer_account_id)


def _form(note: OrderNote, token: str, form: Form[ElsewhereForm], status: int) -> Response:
    page = render_template(
        "order_notes/elsewhere.html",
        note=note,
        form=form,
        way=url_for(".send_elsewhere", token=token),
        back=url_for(".show", token=token),
    )
    return private(make_response(page, status))
