"""An invited member of staff opens their account."""

from __future__ import annotations

from flask import Response, url_for

from marketplace.access.roles import Role
from marketplace.accounts import hashing, queries, schemas, staff
from marketplace.accounts.credentials import Known
from marketplace.accounts.views.blueprint import blueprint, let_in, page
from marketplace.extensions import limiter
from marketplace.kit.errors import Conflict, NotFound
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.forms import blank_form, read_form
from marketplace.web.locale import current_locale


@blueprint.get("/invitation/<token>")
@public
def invitation(token: str) -> Response:
    found = queries.invitation_behind(token, toolbox().clock())
    if found is None:
        return page("link_gone", 404, again=url_for(".sign_in"))
    return page("invitation", form=blank_form(schemas.AcceptInvitation), invited=found)


@blueprint.post("/invitation/<token>")
@limiter.limit("60 per hour")
@public(form=True)
def accept_invitation(token: str) -> Response:
    form, at = read_form(schemas.AcceptInvitation), toolbox().clock()
    if not form.ok:
        found = queries.invitation_behind(token, at)
        if found is None:
            return page("link_gone", 404, again=url_for(".sign_in"))
        return page("invitation", 422, form=form, invited=found)
    password_hash = hashing.hash_password(form.data.password)
    try:
        person = staff.accept(
            token, name=form.data.name, password_hash=password_hash, locale=current_locale(), at=at
        )
    except (NotFound, Conflict):
        return page("link_gone", 404, again=url_for(".sign_in"))
    return let_in(Known(person.id, Role(person.role), "", False), "")
