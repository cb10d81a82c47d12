"""Pages: accounts, reset codes, invitations."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.access.policy import allows
from marketplace.accounts import queries, resets, schemas, staff
from marketplace.accounts.rules import TOKEN_LIFETIME, TokenPurpose, mask_email
from marketplace.accounts.views.blueprint import name_what_is_missing
from marketplace.bodies import queries as bodies
from marketplace.decision_log import queries as decision_log
from marketplace.desk.views.blueprint import blueprint
from marketplace.kit.errors import Conflict, Invalid
from marketplace.kit.phones import mask_phone
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.forms import Form, blank_form, read_form, read_query
from marketplace.web.identity import current_actor
from marketplace.web.labels import message
from marketplace.web.links import see_other
from marketplace.web.locale import current_locale


@blueprint.get("/accounts")
@requires(Permission.ISSUE_RESET_CODE)
def accounts() -> Response:
    return _show(blank_form(schemas.Invite))


@blueprint.post("/accounts/<int:account_id>/code")
@requires(Permission.ISSUE_RESET_CODE)
def issue_code(account_id: int) -> Response:
    """Show the code once, to be read out to the person at the desk."""
    person, at = queries.get(account_id), toolbox().clock()
    try:
        code = resets.issue_code(person, actor=current_actor(), at=at)
    except Conflict as refusal:
        return _back(refusal)
    until = at + TOKEN_LIFETIME[TokenPurpose.RESET_CODE]
    page = make_response(
        render_template(
            "desk/people_code.html", person=person, contact=_contact(person), code=code, until=until
        )
    )
    page.headers["Cache-Control"] = "no-store"
    return page


@blueprint.post("/accounts/<int:account_id>/disable")
@requires(Permission.MANAGE_ACCOUNTS)
def disable_account(account_id: int) -> Response:
    person = queries.get(account_id)
    try:
        staff.disable(person, actor=current_actor(), at=toolbox().clock())
    except Conflict as refusal:
        return _back(refusal)
    flash(_("%(name)s is locked out, in every browser.", name=person.name), "ok")
    return _back()


@blueprint.post("/accounts/<int:account_id>/enable")
@requires(Permission.MANAGE_ACCOUNTS)
def enable_account(account_id: int) -> Response:
    person = queries.get(account_id)
    try:
        staff.enable(person, actor=current_actor(), at=toolbox().clock())
    except Conflict as refusal:
        return _back(refusal)
    flash(_("%(name)s can sign in again.", name=person.name), "ok")
    return _back()


@blueprint.post("/accounts/<int:account_id>/second-factor-off")
@requires(Permission.MANAGE_ACCOUNTS)
def drop_second_factor(account_id: int) -> Response:
    person = queries.get(account_id)
    try:
        staff.drop_second_factor(person, actor=current_actor(), at=toolbox().clock())
    except Conflict as refusal:
        return _back(refusal)
    flash(
        _(
            "%(name)s signs in with the password alone next, and sets the second step up anew.",
            name=person.name,
        ),
        "ok",
    )
    return _back()


@blueprint.post("/invitations")
@requires(Permission.INVITE_STAFF)
def invite() -> Response:
    form = read_form(schemas.Invite)
    if form.ok:
        try:
            staff.invite(
                form.data.email,
                form.data.role,
                actor=current_actor(),
                locale=current_locale(),
                at=toolbox().clock(),
                body_id=bodies.by_id(form.data.body).id if form.data.body else None,
            )
        except Conflict as refusal:
            form.fail("email", refusal.code)
        except Invalid as refusal:
            form.refused(refusal)
    if not form.ok:
        return _show(form, 422)
    flash(_("The invitation to %(email)s is on its way. It works for 72 hours.", email=form.data.email), "ok")
    return see_other(url_for(".accounts") + "#invitations")


@blueprint.post("/invitations/<int:token_id>/withdraw")
@requires(Permission.INVITE_STAFF)
def withdraw_invitation(token_id: int) -> Response:
    staff.withdraw_invitation(token_id, actor=current_actor(), at=toolbox().clock())
    flash(_("The invitation no longer works."), "ok")
    return see_other(url_for(".accounts") + "#invitations")


def _back(refusal: Conflict | None = None) -> Response:
    """Return to the list with the search that led here, and with the reason where nothing was done."""
    if refusal is not None:
        flash(message(refusal.code), "bad")
    return see_other(url_for(".accounts", q=request.form.get("q") or None))


def _show(form: Form[schemas.Invite], status: int = 200) -> Response:
    name_what_is_missing(form)
    actor, search = current_actor(), read_query(schemas.Search)
    wanted = search.data.q if search.ok else ""
    manages = allows(actor, Permission.MANAGE_ACCOUNTS)
    page = make_response(
        render_template(
            "desk/people.html",
            wanted=wanted,
            found=[_row(actor, person) for person in queries.search(wanted)] if wanted else [],
            form=form,
            manages=manages,
            log_refused_at=decision_log.refused_at() if manages else None,
            bodies=_bodies() if manages else [],
            team=[_row(actor, person) for person in queries.staff()] if manages else [],
            invitations=queries.open_invitations(toolbox().clock()) if manages else [],
        ),
        status,
    )
    page.headers["Cache-Control"] = "no-store"
    return page


def _bodies() -> list[tuple[str, str]]:
    """The bodies somebody can speak for, as choices."""
    every = bodies.every()
    return [("", _("None")), *((str(body.id), f"{body.name} {body.licence_no}".strip()) for body in every)]


def _row(actor: Actor, person: Any) -> dict[str, Any]:
    """One person as the list shows them: no more of their address than its owner needs to know it again."""
    other = person.id != actor.id
    manages = allows(actor, Permission.MANAGE_ACCOUNTS, person) and other
    return {
        "person": person,
        "contact": _contact(person),
        "may_issue": person.disabled_at is None and allows(actor, Permission.ISSUE_RESET_CODE, person),
        "may_disable": manages and person.disabled_at is None,
        "may_enable": manages and person.disabled_at is not None,
        "may_drop": manages and person.totp_confirmed_at is not None,
    }


def _contact(person: Any) -> str:
    return " · ".join(
        part
        for part in (
            mask_phone(person.phone) if person.phone else "",
            mask_email(person.email) if person.email else "",
        )
        if part
    )
