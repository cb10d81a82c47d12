"""The blueprint all pages of accounts share, and the two ways in which they answer."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, make_response, render_template, request, url_for
from flask import session as cookie

from marketplace.access.actors import Actor
from marketplace.access.roles import STAFF, TWO_STEPS, Role
from marketplace.accounts import devices, operations
from marketplace.accounts.credentials import Known
from marketplace.accounts.rules import ConsentPurpose, session_lifetime
from marketplace.toolbox import toolbox
from marketplace.web.forms import Form
from marketplace.web.identity import give_session, session_token
from marketplace.web.labels import has_message, label, message
from marketplace.web.links import safe_next, see_other

blueprint = Blueprint("accounts", __name__)


def name_what_is_missing(form: Form[Any]) -> None:
    """Say of each field left empty what belongs into it, so that the list of errors does not repeat one sentence."""
    for name in form.errors:
        if not form.value(name).strip() and has_message(f"missing.{name}"):
            form.errors[name] = message(f"missing.{name}")


def page(template: str, status: int = 200, **context: Any) -> Response:
    """Render a page nobody may keep.

    Its address may hold a secret. The site's Referrer-Policy, `same-origin`, tells it to no other site; `no-referrer`
    would do so too, but browsers then post the page's form with `Origin: null`, which is refused.
    """
    for form in context.values():
        if isinstance(form, Form):
            name_what_is_missing(form)
    words = {purpose.value: label(purpose) for purpose in ConsentPurpose}
    response = make_response(
        render_template(f"accounts/{template}.html", consent_words=words, **context), status
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def area(role: Role) -> str:
    """The address of a person's own place."""
    if role in STAFF:
        return url_for("desk.queue")
    if role is Role.LSP:
        return url_for("lsp.holders")
    return url_for("studio.home") if role is Role.ARTISAN else url_for("accounts.account")


def layout_of(actor: Actor) -> str:
    """The layout of a person's own pages."""
    if actor.role in STAFF:
        return "layouts/desk.html" if actor.second_factor else "layouts/base.html"
    return "layouts/studio.html" if actor.role is Role.ARTISAN else "layouts/base.html"


def let_in(known: Known, wanted: str, *, second_factor: bool = False) -> Response:
    """Sign somebody in under a fresh token, and send them where they wanted to go."""
    token = operations.sign_in(
        known,
        at=toolbox().clock(),
        device=devices.note_of(request.user_agent.string),
        second_factor=second_factor,
        old_token=session_token(),
    )
    cookie.clear()
    response = see_other(safe_next(wanted, area(known.role)))
    life = session_lifetime(staff=known.role in TWO_STEPS)
    return give_session(response, token, int(life.absolute.total_seconds()))
