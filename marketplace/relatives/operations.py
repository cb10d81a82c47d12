"""Declaring a relation, and ending one that was declared by mistake."""

from __future__ import annotations

from datetime import datetime

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.artisans.models import Artisan
from marketplace.audit import operations as journal
from marketplace.database.session import session
from marketplace.kit.errors import Conflict, Forbidden
from marketplace.relatives import queries
from marketplace.relatives.models import Relation


def declare(artisan: Artisan, *, actor: Actor, at: datetime) -> Relation:
    """Note that the actor is related to this artisan. Conflict when it is noted already, or the shop is their own."""
    policy.require(actor, Permission.REVIEW_CERTIFICATE)
    if artisan.account_id == actor.id or queries.are_related(actor.id, artisan.id):
        raise Conflict("relation.known")
    relation = Relation(account_id=actor.id, artisan_id=artisan.id, declared_at=at)
    session.add(relation)
    session.flush()
    journal.record("relation.declare", "artisan", artisan.id, actor=actor, at=at)
    return relation


def end(relation: Relation, *, actor: Actor, at: datetime) -> None:
    """End a relation. Only an admin may, and never one's own: it would open the file just for the one who closed it."""
    policy.require(actor, Permission.MANAGE_ACCOUNTS)
    if relation.account_id == actor.id:
        raise Forbidden("relation.own")
    relation.ended_at = at
    session.flush()
    journal.record(
        "relation.end",
        "artisan",
        relation.artisan_id,
        actor=actor,
        at=at,
        details={"account": relation.account_id},
    )


def require_none(actor: Actor, artisan_id: int) -> None:
    """Raise Forbidden when the actor has declared to be related to this artisan."""
    if queries.are_related(actor.id, artisan_id):
        raise Forbidden("decision.relative")
