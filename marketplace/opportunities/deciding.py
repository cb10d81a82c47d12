"""What officers do with applications: the shortlist, and one outcome for all. Never about themselves or relatives."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.audit import operations as journal
from marketplace.database.session import session
from marketplace.kit.errors import Conflict, Invalid, NotFound
from marketplace.opportunities import mails, queries
from marketplace.opportunities.models import Application, Opportunity
from marketplace.opportunities.rules import ANSWERS, STANDING, Deed, State
from marketplace.relatives import operations as relatives


def shortlist(
    found: Opportunity, application_id: int, wanted: bool, *, actor: Actor, at: datetime
) -> Application:
    """Put an application on the shortlist or take it off; what is so already stays so.

    NotFound for one that is not this opportunity's or was taken back, Forbidden for one's own or a relative's,
    Conflict once there is an outcome.
    """
    standing = {one.id: one for one in queries.applications(found.id)}
    if application_id not in standing:
        raise NotFound()
    application = standing[application_id]
    _require_free(application, actor)
    deed = Deed.SHORTLIST if wanted else Deed.UNLIST
    if found.decided_at is not None:
        raise Conflict("opportunities.decided")
    if ANSWERS.allows(application.answer, deed):
        application.answer, application.changed_at = ANSWERS.move(application.answer, deed).target, at
        session.flush()
        details = {"application": application.id}
        journal.record(
            f"opportunity.{deed.value}", "opportunity", found.id, actor=actor, at=at, details=details
        )
    return application


def decide(
    found: Opportunity, chosen: Collection[int], words: str, *, version: int, actor: Actor, at: datetime
) -> None:
    """Give the outcome: who is chosen, everybody else is not, each is told, and nothing moves any more.

    The opportunity is locked by the caller. Conflict unless it is closed and without an outcome, or where it was
    changed meanwhile; Forbidden where the officer or a relative is among the applicants: choosing one is
    passing over another. Invalid "chosen" for an application that does not stand, or more than there are places.
    """
    policy.require(actor, Permission.EDIT_OPPORTUNITY)
    if found.decided_at is not None:
        raise Conflict("opportunities.decided")
    if found.version != version:
        raise Conflict("opportunities.changed")
    if found.state is not State.CLOSED:
        raise Conflict("opportunities.not_closed")
    standing = [one for one in queries.applications(found.id) if one.answer in STANDING]
    for application in standing:
        _require_free(application, actor)
    wanted = set(chosen)
    if wanted - {one.id for one in standing}:
        raise Invalid({"chosen": "opportunities.not_standing"})
    if found.places is not None and len(wanted) > found.places:
        raise Invalid({"chosen": "opportunities.too_many"})
    for application in standing:
        deed = Deed.CHOOSE if application.id in wanted else Deed.LEAVE_OUT
        application.answer, application.changed_at = ANSWERS.move(application.answer, deed).target, at
    found.decided_at, found.outcome, found.updated_at = at, words, at
    session.flush()
    details = {"chosen": len(wanted), "applications": len(standing)}
    journal.record("opportunity.decide", "opportunity", found.id, actor=actor, at=at, details=details)
    for application in standing:
        mails.tell_news(application, application.answer.value, at=at)


def note_export(found: Opportunity, rows: int, *, actor: Actor, at: datetime) -> None:
    """Write down that somebody took the list of applicants, and how many were on it."""
    policy.require(actor, Permission.EDIT_OPPORTUNITY)
    journal.record("opportunity.export", "opportunity", found.id, actor=actor, at=at, details={"rows": rows})


def _require_free(application: Application, actor: Actor) -> None:
    policy.require(actor, Permission.DECIDE_APPLICATION, application)
    relatives.require_none(actor, application.artisan_id)
