"""Applying with the record attached, and taking an application back. The opportunity is locked by the caller."""

from __future__ import annotations

from datetime import date, datetime

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.artisans.models import Artisan
from marketplace.database.session import session
from marketplace.kit.errors import Conflict, NotFound
from marketplace.opportunities import facts, queries
from marketplace.opportunities.eligibility import Verdict, verdict
from marketplace.opportunities.models import Application, Opportunity
from marketplace.opportunities.rules import ANSWERS, Answer, Deed, takes_more


def verdict_of(found: Opportunity, artisan: Artisan, today: date) -> Verdict:
    """Return whether an artisan may apply, by her record as it stands now."""
    certificates = facts.records_of([artisan.id])[artisan.id]
    return verdict(found.rule, facts.facts_of(artisan, certificates, today))


def apply(
    found: Opportunity, artisan: Artisan, *, with_contact: bool, actor: Actor, at: datetime, today: date
) -> Application:
    """Send an application, or return the one that stands: a button pressed twice changes nothing.

    `at` and `today` are asked for after the lock, so that whoever came first is first. Raises
    Conflict("opportunities.over") after the last day, "opportunities.not_eligible" where a part of the rule misses.
    """
    policy.require(actor, Permission.APPLY_FOR_OPPORTUNITY, artisan)
    there = queries.application_of(found.id, artisan.id)
    if there is not None and there.answer is not Answer.TAKEN_BACK:
        return there
    if not takes_more(found.state, found.deadline, today):
        raise Conflict("opportunities.over")
    certificates = facts.records_of([artisan.id])[artisan.id]
    if not verdict(found.rule, facts.facts_of(artisan, certificates, today)).eligible:
        raise Conflict("opportunities.not_eligible")
    if there is None:
        there = Application(opportunity_id=found.id, artisan_id=artisan.id, answer=Answer.SENT)
        session.add(there)
    else:
        there.answer = ANSWERS.move(there.answer, Deed.SEND_AGAIN).target
    there.with_contact = with_contact
    there.attached, there.standing_on = facts.attached(certificates, today), today
    there.sent_at = there.changed_at = at
    session.flush()
    return there


def take_back(found: Opportunity, artisan: Artisan, *, actor: Actor, at: datetime) -> Application:
    """Take an application back, until an outcome was given; her number is out of sight from then on.

    NotFound where she has none, Conflict once there is an outcome. Taken back already, it stays so.
    """
    policy.require(actor, Permission.APPLY_FOR_OPPORTUNITY, artisan)
    there = queries.application_of(found.id, artisan.id)
    if there is None:
        raise NotFound()
    if there.answer is not Answer.TAKEN_BACK:
        there.answer = ANSWERS.move(there.answer, Deed.TAKE_BACK).target
        there.with_contact, there.changed_at = False, at
        session.flush()
    return there
