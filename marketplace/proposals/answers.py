"""What a second officer's answer to a proposal takes, whatever was proposed."""

from __future__ import annotations

from datetime import datetime

from marketplace.access.actors import Actor
from marketplace.database.session import session
from marketplace.kit.errors import Conflict, Forbidden, Incomplete
from marketplace.proposals.models import AwaitsSecond
from marketplace.proposals.rules import Answer, is_open


def require_open(proposal: AwaitsSecond, at: datetime) -> None:
    """Raise Conflict("proposal.closed") where it was answered or has lapsed."""
    if not is_open(proposal.proposed_at, proposal.answer, at):
        raise Conflict("proposal.closed")


def require_colleague(proposal: AwaitsSecond, actor: Actor) -> None:
    """Raise Forbidden("proposal.own") for the proposer."""
    if proposal.proposed_by_id == actor.id:
        raise Forbidden("proposal.own")


def make_way(earlier: AwaitsSecond | None, at: datetime) -> None:
    """Close an earlier proposal that lapsed; Conflict("proposal.waiting") where it still waits."""
    if earlier is None:
        return
    if is_open(earlier.proposed_at, None, at):
        raise Conflict("proposal.waiting")
    close(earlier, Answer.LAPSED, None, at)


def refuse(proposal: AwaitsSecond, note: str, *, actor: Actor, at: datetime) -> Answer:
    """Close it with a no, or as taken back where the proposer says so. A refusal needs a note ("answer_note")."""
    own = proposal.proposed_by_id == actor.id
    if not own and not note.strip():
        raise Incomplete({"answer_note": "proposal.note"})
    answer = Answer.TAKEN_BACK if own else Answer.DECLINED
    close(proposal, answer, actor, at, note)
    return answer


def close(proposal: AwaitsSecond, answer: Answer, actor: Actor | None, at: datetime, note: str = "") -> None:
    """Write the answer down."""
    proposal.answer, proposal.answered_at, proposal.answer_note = answer, at, note
    if actor is not None:
        proposal.answered_by_id, proposal.answered_by_name = actor.id or None, actor.name
    session.flush()
