"""Opening an account: by e-mail with a letter in between, by mobile number at once.

By e-mail, the answer and the work are the same whether the address has an account or not; only the letter differs. A
mobile number has no letter: an answer there can be read by whoever asks. That a number is taken can therefore be
found out, one number at a time and only as fast as the limits allow; who wants no such trace signs up by e-mail.
"""

from __future__ import annotations

from flask import Response, url_for

from marketplace.access.roles import Role
from marketplace.accounts import attempts, credentials, hashing, operations, queries, schemas
from marketplace.accounts.credentials import Known
from marketplace.accounts.rules import SIGN_IN_LIMITS
from marketplace.accounts.views.blueprint import area, blueprint, let_in, page
from marketplace.extensions import limiter
from marketplace.kit.errors import Conflict, NotFound
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import maybe_actor
from marketplace.web.links import see_other
from marketplace.web.locale import current_locale


@blueprint.get("/sign-up")
@public
def sign_up() -> Response:
    actor = maybe_actor()
    if actor is not None:
        return see_other(area(actor.role))
    return page("sign_up", form=blank_form(schemas.SignUp))


@blueprint.post("/sign-up")
@limiter.limit("30 per hour")
@public(form=True)
def ask_to_sign_up() -> Response:
    form = read_form(schemas.SignUp)
    if not form.ok:
        return page("sign_up", 422, form=form)
    data, at = form.data, toolbox().clock()
    password_hash = hashing.hash_password(data.password)
    if data.identifier.email is None:
        return _by_phone(form, password_hash)
    operations.ask_to_sign_up(
        name=data.name,
        email=data.identifier.email,
        password_hash=password_hash,
        role=data.role,
        locale=current_locale(),
        purposes=data.purposes,
        at=at,
    )
    return see_other(url_for(".sign_up_sent"))


def _by_phone(form: Form[schemas.SignUp], password_hash: str) -> Response:
    data = form.data
    try:
        person = operations.create(
            name=data.name,
            phone=data.identifier.phone,
            password_hash=password_hash,
            role=data.role,
            locale=current_locale(),
            purposes=data.purposes,
            at=toolbox().clock(),
        )
    except Conflict:
        form.fail("identifier", "sign_up.number_unusable")
        return page("sign_up", 422, form=form)
    return let_in(Known(person.id, Role(person.role), "", False), "")


@blueprint.get("/sign-up/sent")
@public
def sign_up_sent() -> Response:
    return page("sign_up_sent")


@blueprint.get("/sign-up/<token>")
@public
def confirm_sign_up(token: str) -> Response:
    wish = queries.sign_up_behind(token, toolbox().clock())
    if wish is None:
        return page("link_gone", 404, again=url_for(".sign_up"))
    return page("sign_up_confirm", form=blank_form(schemas.ConfirmSignUp), email=wish.email)


@blueprint.post("/sign-up/<token>")
@limiter.limit("30 per hour")
@public(form=True)
def finish_sign_up(token: str) -> Response:
    """Whoever opens the letter must know the password: nobody can prepare an account for somebody else's address."""
    form, at = read_form(schemas.ConfirmSignUp), toolbox().clock()
    try:
        wish = queries.wish_behind(token, at)
        if form.ok:
            tries = attempts.take((attempts.key("sign-up", wish.id), SIGN_IN_LIMITS), at=at)
            if hashing.matches(wish.password_hash, form.data.password):
                attempts.forgive(tries)
                person = operations.finish_sign_up(wish.id, at=at)
                return let_in(
                    Known(person.id, Role(person.role), credentials.stamp(wish.password_hash), False), ""
                )
            form.fail("password", "password.not_the_chosen")
    except (NotFound, Conflict):
        return page("link_gone", 404, again=url_for(".sign_up"))
    return page("sign_up_confirm", 422, form=form, email=wish.email)
