"""Inviting a helper, taking an invitation up, changing what they may do, ending it; acting for her, and going back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.access.roles import TWO_STEPS
from marketplace.access.tasks import Task, whole
from marketplace.accounts import attempts
from marketplace.accounts import queries as accounts
from marketplace.accounts.rules import Identifier
from marketplace.artisans.models import Artisan
from marketplace.audit import operations as journal
from marketplace.database.session import session
from marketplace.helping import mails, queries
from marketplace.helping.models import ActingSession, Helper
from marketplace.helping.rules import INVITATION_LIFETIME, INVITATION_LIMITS, MOST_HELPERS
from marketplace.kit.errors import Conflict, Forbidden, Incomplete, Invalid, NotFound
from marketplace.kit.tokens import digest, new_token


def admit(artisan_id: int | None, *, at: datetime) -> None:
    """Count one invitation. Raises TooMany; ends the transaction it is called in."""
    attempts.take((attempts.key("helper-invitation", artisan_id or 0), INVITATION_LIMITS), at=at)


def invite(
    artisan: Artisan, contact: Identifier, tasks: Collection[Task], *, actor: Actor, at: datetime
) -> tuple[Helper, str]:
    """Make an invitation for one address or number; returns it with the token of its link, which is kept nowhere.

    An open one for the same contact stops working. Load the artisan locked. Raises Incomplete("tasks"),
    Invalid("contact") for her own, and Conflict "helper.too_many".
    """
    policy.require(actor, Permission.INVITE_HELPER, artisan)
    if not tasks:
        raise Incomplete({"tasks": "helper.tasks"})
    if contact.text in (artisan.account.email, artisan.account.phone):
        raise Invalid({"contact": "helper.self"})
    for other in queries.of_artisan(artisan.id):
        if other.ended_at is None and other.accepted_at is None and other.contact == contact.text:
            _end(other, at)
    if queries.open_count(artisan.id, at) >= MOST_HELPERS:
        raise Conflict("helper.too_many", limit=MOST_HELPERS)
    token = new_token()
    helper = Helper(
        artisan_id=artisan.id,
        email=contact.email,
        phone=contact.phone,
        digest=digest(token),
        tasks=[task.value for task in whole(tasks)],
        invited_at=at,
        expires_at=at + INVITATION_LIFETIME,
    )
    session.add(helper)
    session.flush()
    _journal("invite", helper, actor, at, tasks=helper.tasks)
    return helper, token


def accept(helper: Helper, *, actor: Actor, at: datetime) -> None:
    """Take an invitation up as the person it was made for. Load it locked, by its link.

    Raises Forbidden: "helper.staff" for officers and people of certifying bodies, "helper.not_you" for an account with
    another contact, "helper.own" for the artisan herself; Conflict "helper.already".
    """
    if actor.role in TWO_STEPS:
        raise Forbidden("helper.staff")
    person = accounts.get(actor.id)
    if helper.contact not in (person.email, person.phone):
        raise Forbidden("helper.not_you")
    if helper.artisan.account_id == actor.id:
        raise Forbidden("helper.own")
    if helper.artisan.account.disabled_at is not None:
        raise NotFound()
    if queries.helps(helper.artisan_id, actor.id):
        raise Conflict("helper.already")
    helper.account_id, helper.name = actor.id, person.name
    helper.accepted_at = at
    _forget_contact(helper)
    session.flush()
    _journal("accept", helper, actor, at, tasks=helper.tasks)
    mails.joined(helper, at=at)


def allow(helper: Helper, tasks: Collection[Task], *, actor: Actor, at: datetime) -> None:
    """Change what a helper may do, from the next request on. Raises Incomplete("tasks") for nothing at all."""
    policy.require(actor, Permission.INVITE_HELPER, helper.artisan)
    if not tasks:
        raise Incomplete({"tasks": "helper.tasks"})
    helper.tasks = [task.value for task in whole(tasks)]
    session.flush()
    _journal("allow", helper, actor, at, tasks=helper.tasks)


def end(helper: Helper, *, actor: Actor, at: datetime) -> None:
    """Take an invitation back, or end the help: the next request of whoever acts for her is refused."""
    policy.require(actor, Permission.INVITE_HELPER, helper.artisan)
    _end(helper, at)
    _journal("end", helper, actor, at)
    mails.ended(helper, at=at)


def leave(helper: Helper, *, actor: Actor, at: datetime) -> None:
    """Stop helping. Load one's own."""
    if helper.account_id != actor.id:
        raise NotFound()
    _end(helper, at)
    _journal("leave", helper, actor, at)
    mails.left(helper, at=at)
    session.execute(delete(ActingSession).where(ActingSession.helper_id == helper.id))


def act(helper: Helper, sign_in_id: int, *, actor: Actor, at: datetime) -> None:
    """Work in her studio with this sign-in from now on, in place of any other. Raises NotFound unless it stands."""
    found, _ = queries.acting(helper.id, actor.id)
    if found.ended:
        raise NotFound()
    go_back(sign_in_id)
    session.add(ActingSession(sign_in_id=sign_in_id, helper_id=helper.id))
    session.flush()
    _journal("act", helper, actor, at)


def go_back(sign_in_id: int) -> None:
    """Act for oneself again with this sign-in."""
    session.execute(delete(ActingSession).where(ActingSession.sign_in_id == sign_in_id))


def forget(*, at: datetime) -> int:
    """Delete the invitations nobody took up in time, with the contact they were made for; return how many."""
    lapsed = delete(Helper).where(
        Helper.accepted_at.is_(None), Helper.ended_at.is_(None), Helper.expires_at <= at
    )
    return session.connection().execute(lapsed).rowcount


def _end(helper: Helper, at: datetime) -> None:
    helper.ended_at = at
    _forget_contact(helper)
    session.flush()


def _forget_contact(helper: Helper) -> None:
    """It told who may take the invitation up; from here on nobody does."""
    helper.email = helper.phone = helper.digest = None


def _journal(deed: str, helper: Helper, actor: Actor, at: datetime, **details: object) -> None:
    journal.record(
        f"helper.{deed}",
        "artisan",
        helper.artisan_id,
        actor=actor,
        at=at,
        details={"helper": helper.id, "account": helper.account_id, **details},
    )
