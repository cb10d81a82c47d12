"""The second step: giving a code, setting the app up, and switching it off."""

from __future__ import annotations

from flask import Response, flash, request, url_for
from flask import session as cookie
from flask_babel import gettext as _

from marketplace.access.actors import Actor
from marketplace.access.roles import TWO_STEPS
from marketplace.accounts import attempts, credentials, queries, schemas, second_factors, sign_ins, staff
from marketplace.accounts.credentials import Known
from marketplace.accounts.rules import SECOND_FACTOR_LIMITS, SIGN_IN_LIMITS
from marketplace.accounts.views import pending
from marketplace.accounts.views.blueprint import area, blueprint, let_in, page
from marketplace.extensions import limiter
from marketplace.kit.errors import Forbidden, SignInRequired
from marketplace.toolbox import toolbox
from marketplace.web.doors import public, signed_in
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor, maybe_actor, session_token
from marketplace.web.links import safe_next, see_other

SETTING_UP = "setting_up_second_factor"
"""Marks the browser in which the password was given again; no other one is shown the new secret."""


@blueprint.get("/account/second-factor")
@public
def second_factor() -> Response:
    """Ask for a code where one is due; otherwise show how things stand."""
    wanted = safe_next(request.args.get("next"), "")
    waiting = pending.waiting(toolbox().clock())
    actor = maybe_actor()
    if waiting is None and actor is not None:
        person = queries.get(actor.id)
        if person.totp_confirmed_at is None or actor.second_factor:
            return _state(blank_form(schemas.OwnPassword), actor)
    elif waiting is None:
        raise SignInRequired()
    return _ask(blank_form(schemas.Code), wanted)


@blueprint.post("/account/second-factor")
@limiter.limit("60 per hour")
@public(form=True)
def give_second_factor() -> Response:
    at, form = toolbox().clock(), read_form(schemas.Code)
    wanted = safe_next(request.form.get("next"), "")
    known, wanted = _who_gives(wanted)
    if not form.ok:
        return _ask(form, wanted, 422)
    tries = attempts.take((attempts.key("second-factor", known.id), SECOND_FACTOR_LIMITS), at=at)
    answer = second_factors.read_answer(known.id, form.data.code)
    if not second_factors.accept(known.id, answer, at):
        form.fail("code", "second_factor.wrong")
        return _ask(form, wanted, 422)
    attempts.forgive(tries)
    return let_in(known, wanted, second_factor=True)


def _who_gives(wanted: str) -> tuple[Known, str]:
    """Whose code this is: somebody half signed in, or signed in without it. Raises SignInRequired."""
    waiting = pending.waiting(toolbox().clock())
    if waiting is not None:
        return waiting.known, waiting.wanted
    actor = current_actor()
    return Known(actor.id, actor.role, "", True), wanted


def _ask(form: Form[schemas.Code], wanted: str, status: int = 200) -> Response:
    recovery = bool(request.values.get("recovery"))
    return page("second_factor_ask", status, form=form, wanted=wanted, recovery=recovery)


@blueprint.post("/account/second-factor/begin")
@signed_in
def begin_second_factor() -> Response:
    """Make a secret; it counts only once the app has shown a code for it."""
    actor = _staff()
    form = _own_password(actor)
    if not form.ok:
        return _state(form, actor, 422)
    second_factors.begin(queries.get(actor.id))
    cookie[SETTING_UP] = actor.id
    return see_other(url_for(".second_factor"))


@blueprint.post("/account/second-factor/confirm")
@signed_in
def confirm_second_factor() -> Response:
    """Switch it on, and show the recovery codes for the only time."""
    actor, at, form = _staff(), toolbox().clock(), read_form(schemas.Code)
    if cookie.get(SETTING_UP) != actor.id:
        return see_other(url_for(".second_factor"))  # never begun in this browser, or begun too long ago
    tries = attempts.take((attempts.key("second-factor", actor.id), SECOND_FACTOR_LIMITS), at=at)
    codes, digests = second_factors.new_recovery(actor.id)
    person = queries.get(actor.id)
    answer = second_factors.read_answer(actor.id, form.data.code) if form.ok else second_factors.Answer()
    if not form.ok or not staff.confirm_second_factor(person, answer, digests, actor=actor, at=at):
        form.fail("code", "second_factor.wrong")
        return _state(blank_form(schemas.OwnPassword), actor, 422, code_form=form)
    attempts.forgive(tries)
    sign_ins.complete(session_token() or "", at)
    return page("recovery_codes", codes=codes, actor=actor, onward=area(actor.role), layout=layout_of(actor))


@blueprint.post("/account/second-factor/recovery-codes")
@signed_in
def new_recovery_codes() -> Response:
    actor = _complete_staff()
    codes, digests = second_factors.new_recovery(actor.id)
    form = _own_password(actor)
    if not form.ok:
        return _state(form, actor, 422)
    second_factors.replace_recovery(queries.get(actor.id), digests)
    return page("recovery_codes", codes=codes, actor=actor, onward=area(actor.role), layout=layout_of(actor))


@blueprint.post("/account/second-factor/off")
@signed_in
def end_second_factor() -> Response:
    actor = _complete_staff()
    if toolbox().settings.staff_second_factor:
        raise Forbidden()
    form = _own_password(actor)
    if not form.ok:
        return _state(form, actor, 422)
    staff.leave_second_factor(queries.get(actor.id), actor=actor, at=toolbox().clock())
    flash(_("Signing in asks for your password only, from now on."), "ok")
    return see_other(url_for(".second_factor"))


def _staff() -> Actor:
    actor = current_actor()
    if actor.role not in TWO_STEPS:
        raise Forbidden()
    return actor


def _complete_staff() -> Actor:
    actor = _staff()
    if not actor.second_factor:
        raise Forbidden("forbidden.second_factor")
    return actor


def _own_password(actor: Actor) -> Form[schemas.OwnPassword]:
    """Ask for the password again: what a stolen session must not be able to do."""
    form = read_form(schemas.OwnPassword)
    if form.ok:
        tries = attempts.take((attempts.key("own-password", actor.id), SIGN_IN_LIMITS), at=toolbox().clock())
        if credentials.is_password_of(actor.id, form.data.current):
            attempts.forgive(tries)
        else:
            form.fail("current", "password.wrong")
    return form


def _state(
    form: Form[schemas.OwnPassword],
    actor: Actor,
    status: int = 200,
    code_form: Form[schemas.Code] | None = None,
) -> Response:
    if actor.role not in TWO_STEPS:
        raise Forbidden()
    person, box = queries.get(actor.id), toolbox()
    setting_up = person.totp_confirmed_at is None and cookie.get(SETTING_UP) == actor.id
    pending_secret = person.totp_secret if setting_up else None
    return page(
        "second_factor",
        status,
        form=form,
        code_form=code_form or blank_form(schemas.Code),
        layout=layout_of(actor),
        on=person.totp_confirmed_at is not None,
        left=second_factors.recovery_left(actor.id),
        compulsory=box.settings.staff_second_factor,
        secret=second_factors.spelled(pending_secret) if pending_secret else "",
        picture=second_factors.picture(pending_secret, person.email or person.name, box.settings.site_name)
        if pending_secret
        else "",
    )


def layout_of(actor: Actor) -> str:
    """Which layout a person's own pages wear. Without their second factor staff see no desk."""
    return "layouts/desk.html" if actor.is_staff and actor.second_factor else "layouts/base.html"
