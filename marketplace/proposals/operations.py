"""Proposing a decision, confirming it, declining it, taking it back."""

from __future__ import annotations

from datetime import datetime

from marketplace.access.actors import Actor
from marketplace.audit import operations as journal
from marketplace.certificates import demands
from marketplace.certificates import operations as certificates
from marketplace.certificates.grounds import NEEDS_SECOND, Ground
from marketplace.certificates.models import Certificate, Decision
from marketplace.certificates.rules import LIFECYCLE, Action
from marketplace.database.session import session
from marketplace.kit.errors import Conflict, Forbidden, Incomplete
from marketplace.proposals import answers, queries
from marketplace.proposals.models import Proposal
from marketplace.proposals.rules import Answer


def propose(
    certificate: Certificate,
    action: Action,
    *,
    ground: Ground | None,
    reason: str,
    note: str = "",
    actor: Actor,
    at: datetime,
    version: int | None = None,
) -> Proposal:
    """Put a decision before a second officer; the certificate stays as it is until then.

    Raises Conflict (another proposal waits, the step does not exist, or `version` is out of date), Forbidden (own or a
    relative's file, or a decision that needs no second officer), Incomplete naming "ground" and "reason".
    """
    if action not in NEEDS_SECOND:
        raise Forbidden("proposal.not_needed")
    demands.require_free(certificate, actor)
    demands.require_version(certificate, version)
    LIFECYCLE.move(certificate.status, action)
    missing = {"ground": "decision.ground"} if ground is None else {}
    if not reason.strip():
        missing["reason"] = "decision.reason"
    if missing or ground is None:
        raise Incomplete(missing)
    answers.make_way(queries.unanswered(certificate.id), at)
    proposal = Proposal(
        certificate=certificate,
        certificate_version=certificate.version,
        action=action,
        ground=ground,
        reason=reason,
        note=note,
        proposed_by_id=actor.id or None,
        proposed_by_name=actor.name,
        proposed_at=at,
    )
    session.add(proposal)
    session.flush()
    journal.record(
        f"certificate.propose_{action}",
        "certificate",
        certificate.id,
        actor=actor,
        at=at,
        note=note or reason,
        details={"proposal": proposal.id, "ground": ground},
    )
    return proposal


def confirm(proposal: Proposal, *, actor: Actor, at: datetime, prefix: str) -> Decision:
    """Make the proposed decision, as its second officer.

    Raises Conflict (answered, lapsed, or the certificate has changed since it was proposed) and Forbidden (the
    proposer, or own or a relative's file).
    """
    answers.require_open(proposal, at)
    answers.require_colleague(proposal, actor)
    if proposal.certificate.version != proposal.certificate_version:
        raise Conflict("proposal.changed")
    demands.require_free(proposal.certificate, actor)
    decision = certificates.decide(
        proposal.certificate,
        proposal.action,
        actor=actor,
        at=at,
        prefix=prefix,
        reason=proposal.reason,
        note=proposal.note,
        ground=proposal.ground,
        seconded=True,
    )
    answers.close(proposal, Answer.CONFIRMED, actor, at)
    return decision


def decline(proposal: Proposal, note: str, *, actor: Actor, at: datetime) -> None:
    """Say no, or take one's own proposal back. A refusal of a colleague's needs a note ("answer_note")."""
    answers.require_open(proposal, at)
    demands.require_free(proposal.certificate, actor)
    answer = answers.refuse(proposal, note, actor=actor, at=at)
    journal.record(
        f"proposal.{answer}",
        "certificate",
        proposal.certificate_id,
        actor=actor,
        at=at,
        note=note,
        details={"proposal": proposal.id},
    )
