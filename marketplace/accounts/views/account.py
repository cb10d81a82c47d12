"""One's own account."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, url_for
from flask_babel import gettext as _

from marketplace.access.actors import Actor
from marketplace.access.roles import TWO_STEPS, Role
from marketplace.accounts import (
    attempts,
    consents,
    credentials,
    devices,
    hashing,
    operations,
    queries,
    schemas,
    sign_ins,
)
from marketplace.accounts.labels import AFTER_TAKING_BACK
from marketplace.accounts.rules import REQUIRED_CONSENTS, SIGN_IN_LIMITS, ConsentPurpose
from marketplace.accounts.views.blueprint import area, blueprint, layout_of, page
from marketplace.kit.errors import BadRequest, NotFound
from marketplace.kit.tokens import digest
from marketplace.toolbox import toolbox
from marketplace.web.doors import signed_in
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor, session_token, take_session
from marketplace.web.links import see_other
from marketplace.web.locale import current_locale, prefix_of


@blueprint.get("/account")
@signed_in
def account() -> Response:
    return _show(current_actor())


@blueprint.post("/account/details")
@signed_in
def change_details() -> Response:
    actor, form = current_actor(), read_form(schemas.Details)
    if not form.ok:
        return _show(actor, 422, details=form)
    operations.change_details(queries.get(actor.id), name=form.data.name, locale=form.data.locale)
    flash(_("Saved."), "ok")
    own = url_for(".account").removeprefix(prefix_of(current_locale()))
    return see_other(prefix_of(form.data.locale) + own)


@blueprint.post("/account/password")
@signed_in
def change_password() -> Response:
    actor, form, at = current_actor(), read_form(schemas.ChangePassword), toolbox().clock()
    if not form.ok:
        return _show(actor, 422, password=form)
    tries = attempts.take((attempts.key("own-password", actor.id), SIGN_IN_LIMITS), at=at)
    if not credentials.is_password_of(actor.id, form.data.current):
        form.fail("current", "password.wrong")
        return _show(actor, 422, password=form)
    password_hash = hashing.hash_password(form.data.password)
    attempts.forgive(tries)
    operations.set_password(queries.get(actor.id), password_hash, actor=actor, at=at, keep=session_token())
    flash(_("Your password is changed. Every other browser has been signed out."), "ok")
    return see_other(url_for(".account"))


@blueprint.post("/account/consents/<purpose>")
@signed_in
def change_consent(purpose: str) -> Response:
    """Give one consent or take it back, as the form says: a button pressed twice does the same thing twice."""
    actor, form, at = current_actor(), read_form(schemas.ConsentChange), toolbox().clock()
    if purpose not in set(ConsentPurpose):
        raise NotFound()
    if not form.ok:
        raise BadRequest()
    given = form.data.given == "yes"
    consents.change(ConsentPurpose(purpose), given, actor=actor, at=at)
    flash(
        _("Thank you. You can take this back at any time.")
        if given
        else _("Taken back. It no longer counts from now on."),
        "ok",
    )
    return see_other(url_for(".account") + "#consents")


@blueprint.post("/account/sign-ins/<int:sign_in_id>/end")
@signed_in
def end_sign_in(sign_in_id: int) -> Response:
    if not sign_ins.end_one(current_actor().id, sign_in_id):
        raise NotFound()
    flash(_("That browser is signed out."), "ok")
    return see_other(url_for(".account") + "#sign-ins")


@blueprint.post("/account/sign-ins/end-all")
@signed_in
def end_sign_ins() -> Response:
    """Sign out everywhere, here as well."""
    sign_ins.end_all(current_actor().id)
    return take_session(see_other(url_for(".sign_in")))


def _show(actor: Actor, status: int = 200, **forms: Form[Any]) -> Response:
    at, person = toolbox().clock(), queries.get(actor.id)
    here = digest(session_token() or "")
    return page(
        "account",
        status,
        layout=layout_of(actor),
        area=area(actor.role),
        person=person,
        details=forms.get("details")
        or blank_form(schemas.Details, {"name": person.name, "locale": person.locale}),
        password=forms.get("password") or blank_form(schemas.ChangePassword),
        sign_ins=[
            (one, devices.read_note(one.device), one.token_digest == here)
            for one in queries.sign_ins_of(actor.id, at)
        ],
        consents=_consents(actor),
        after=AFTER_TAKING_BACK,
        is_staff=actor.role in TWO_STEPS,
    )


def _consents(actor: Actor) -> list[tuple[ConsentPurpose, Any, bool]]:
    """Each purpose that concerns this person, its standing yes, and whether it can be taken back."""
    given = consents.standing(actor.id)
    makes = actor.role is Role.ARTISAN or actor.own_artisan_id is not None
    shown = [
        purpose for purpose in ConsentPurpose if makes or purpose in given or purpose in REQUIRED_CONSENTS
    ]
    return [(purpose, given.get(purpose), purpose not in REQUIRED_CONSENTS) for purpose in shown]
