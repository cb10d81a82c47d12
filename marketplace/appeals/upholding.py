"""Two officers for a rejection that stands after an appeal: one proposes it, another confirms, declines or lets lapse.

Neither may have had a hand in the rejection, so that an appeal against it is read by two people who are new to it.
"""

from __future__ import annotations

from datetime import datetime

from marketplace.access.actors import Actor
from marketplace.appeals import operations, queries
from marketplace.appeals.models import Appeal, Upholding
from marketplace.appeals.rules import Outcome, needs_second
from marketplace.database.session import session
from marketplace.kit.errors import Forbidden
from marketplace.proposals import answers
from marketplace.proposals.rules import Answer


def propose(
    appeal: Appeal, reason: str, *, actor: Actor, at: datetime, version: int | None = None
) -> Upholding:
    """Propose that a rejection stands; the appeal stays open until a second officer answers.

    Raises Forbidden (see `operations.require_other_officer`, or an appeal against something else), Incomplete
    ("reason"), and Conflict (decided, out of date, or another proposal waits).
    """
    if not needs_second(Outcome.UPHELD, appeal.decision.action):
        raise Forbidden("proposal.not_needed")
    operations.require_ready(appeal, reason, actor=actor, version=version)
    answers.make_way(queries.unanswered(appeal.id), at)
    proposal = Upholding(
        appeal=appeal,
        reason=reason,
        proposed_by_id=actor.id or None,
        proposed_by_name=actor.name,
        proposed_at=at,
    )
    session.add(proposal)
    session.flush()
    operations.note(appeal, "appeal.propose_upheld", actor, at, proposal=proposal.id)
    return proposal


def confirm(proposal: Upholding, *, actor: Actor, prefix: str, at: datetime) -> None:
    """Uphold the rejection, as the second officer.

    Raises Conflict (answered, lapsed, or the appeal was decided) and Forbidden (the proposer, who rejected, the
    artisan or a relative).
    """
    answers.require_open(proposal, at)
    answers.require_colleague(proposal, actor)
    operations.decide(
        proposal.appeal, Outcome.UPHELD, proposal.reason, actor=actor, prefix=prefix, at=at, seconded=True
    )
    answers.close(proposal, Answer.CONFIRMED, actor, at)


def decline(proposal: Upholding, note: str, *, actor: Actor, at: datetime) -> None:
    """Say no, or take one's own proposal back; the appeal can then be decided anew."""
    answers.require_open(proposal, at)
    operations.require_other_officer(proposal.appeal, actor)
    answer = answers.refuse(proposal, note, actor=actor, at=at)
    operations.note(proposal.appeal, f"proposal.{answer}", actor, at, proposal=proposal.id)
