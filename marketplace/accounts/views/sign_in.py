"""Signing in and out."""

from __future__ import annotations

from flask import Response, request, url_for
from flask import session as cookie

from marketplace.accounts import attempts, credentials, operations, schemas, sign_ins
from marketplace.accounts.rules import SIGN_IN_LIMITS
from marketplace.accounts.views import pending
from marketplace.accounts.views.blueprint import area, blueprint, let_in, page
from marketplace.extensions import limiter
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.forms import blank_form, read_form
from marketplace.web.identity import maybe_actor, session_token, take_session
from marketplace.web.links import safe_next, see_other


@blueprint.get("/sign-in")
@public
def sign_in() -> Response:
    wanted = safe_next(request.args.get("next"), "")
    actor = maybe_actor()
    if actor is not None:
        return see_other(wanted or area(actor.role))
    return page("sign_in", form=blank_form(schemas.SignIn, {"next": wanted}))


@blueprint.post("/sign-in")
@limiter.limit("60 per 5 minutes")
@public(form=True)
def enter() -> Response:
    form = read_form(schemas.SignIn)
    if not form.ok:
        return page("sign_in", 422, form=form)
    at, whom = toolbox().clock(), form.data.identifier
    tries = attempts.take(
        (attempts.key("sign-in", whom.text), SIGN_IN_LIMITS),
        (attempts.key("sign-in-from", request.remote_addr), SIGN_IN_LIMITS),
        at=at,
    )
    known = credentials.check(whom, form.data.password)
    if known is None:
        form.fail("form", "sign_in.wrong")
        return page("sign_in", 422, form=form)
    attempts.forgive(tries)
    if not known.asks_second_factor:
        return let_in(known, form.data.next)
    if known.fresh_hash:
        operations.renew_hash(known)
    pending.remember(known, safe_next(form.data.next, ""), at)
    return see_other(url_for(".second_factor"))


@blueprint.post("/sign-out")
@public(form=True)
def sign_out() -> Response:
    """End the session. The browser also forgets the photos and texts it kept because they had not been sent."""
    token = session_token()
    if token is not None:
        sign_ins.end(token)
    cookie.clear()
    left = take_session(see_other(url_for("pages.home")))
    left.headers["Clear-Site-Data"] = '"storage"'
    return left
