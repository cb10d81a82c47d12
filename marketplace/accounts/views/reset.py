"""A forgotten password. Every answer is the same whether or not there is such an account."""

from __future__ import annotations

from flask import Response, flash, request, url_for
from flask_babel import gettext as _

from marketplace.accounts import attempts, hashing, resets, schemas
from marketplace.accounts.rules import RESET_CODE_LIMITS, RESET_LIMITS, SIGN_IN_LIMITS, TokenPurpose
from marketplace.accounts.views.blueprint import blueprint, page
from marketplace.extensions import limiter
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.forms import blank_form, read_form
from marketplace.web.identity import take_session
from marketplace.web.links import see_other


@blueprint.get("/reset")
@public
def reset() -> Response:
    return page("reset", form=blank_form(schemas.AskForReset))


@blueprint.post("/reset")
@limiter.limit("20 per hour")
@public(form=True)
def ask_for_reset() -> Response:
    form = read_form(schemas.AskForReset)
    if not form.ok:
        return page("reset", 422, form=form)
    at = toolbox().clock()
    attempts.take((attempts.key("reset", form.data.email), RESET_LIMITS), at=at)
    resets.ask_for_link(form.data.email, at=at)
    return see_other(url_for(".reset_sent"))


@blueprint.get("/reset/sent")
@public
def reset_sent() -> Response:
    return page("reset_sent")


@blueprint.get("/reset/code")
@public
def reset_by_code() -> Response:
    return page("reset_code", form=blank_form(schemas.NewPasswordByCode))


@blueprint.post("/reset/code")
@limiter.limit("60 per hour")
@public(form=True)
def use_reset_code() -> Response:
    form = read_form(schemas.NewPasswordByCode)
    if not form.ok:
        return page("reset_code", 422, form=form)
    data, at = form.data, toolbox().clock()
    tries = attempts.take(
        (attempts.key("reset-code", data.identifier.text), RESET_CODE_LIMITS),
        (attempts.key("reset-code-from", request.remote_addr), SIGN_IN_LIMITS),
        at=at,
    )
    password_hash = hashing.hash_password(data.password)
    if not resets.by_code(data.identifier, data.code, password_hash, at=at):
        form.fail("code", "reset.wrong_code")
        return page("reset_code", 422, form=form)
    attempts.forgive(tries)
    return _to_sign_in()


@blueprint.get("/reset/<token>")
@public
def reset_by_link(token: str) -> Response:
    if not resets.is_alive(token, TokenPurpose.RESET_LINK, toolbox().clock()):
        return page("link_gone", 404, again=url_for(".reset"))
    return page("reset_link", form=blank_form(schemas.NewPasswordByLink))


@blueprint.post("/reset/<token>")
@limiter.limit("60 per hour")
@public(form=True)
def use_reset_link(token: str) -> Response:
    form = read_form(schemas.NewPasswordByLink)
    if not form.ok:
        return page("reset_link", 422, form=form)
    password_hash = hashing.hash_password(form.data.password)
    if not resets.by_link(token, password_hash, at=toolbox().clock()):
        return page("link_gone", 404, again=url_for(".reset"))
    return _to_sign_in()


def _to_sign_in() -> Response:
    flash(_("Your new password is set. You can sign in with it now."), "ok")
    return take_session(see_other(url_for(".sign_in")))
