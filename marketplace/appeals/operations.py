"""Making and deciding appeals."""

from __future__ import annotations

from datetime import date, datetime

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.appeals import logged, mails, queries
from marketplace.appeals.models import Appeal
from marketplace.appeals.rules import Outcome, needs_second, reinstates
from marketplace.audit import operations as journal
from marketplace.certificates import operations as certificates
from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import Action
from marketplace.database.session import session
from marketplace.decision_log import operations as decision_log
from marketplace.kit.errors import Conflict, Forbidden, Incomplete
from marketplace.proposals import answers
from marketplace.proposals import queries as proposals
from marketplace.relatives import operations as relatives


def appeal(certificate: Certificate, text: str, *, actor: Actor, due: date, at: datetime) -> Appeal:
    """Appeal the last decision about one's own certificate.

    Raises Incomplete("text"), and Conflict("appeal.closed") where there is nothing to appeal: another decision has
    been made since, the time is over, or it was appealed before.
    """
    policy.require(actor, Permission.SUBMIT_CERTIFICATE, certificate)
    decision = queries.appealable(certificate, queries.of_certificate(certificate.id), at)
    if decision is None:
        raise Conflict("appeal.closed")
    if not text.strip():
        raise Incomplete({"text": "appeal.text"})
    made = Appeal(certificate=certificate, decision=decision, body=text, made_at=at)
    session.add(made)
    session.flush()
    note(made, "appeal.make", actor, at)
    mails.received(made, due=due, at=at)
    return made


def require_other_officer(appeal: Appeal, actor: Actor) -> None:
    """Raise Forbidden for who appealed, a declared relative, and the officers whose decision it is about."""
    if appeal.account_id == actor.id:
        raise Forbidden("appeal.own_file")
    policy.require(actor, Permission.REVIEW_CERTIFICATE, appeal)
    relatives.require_none(actor, appeal.certificate.artisan_id)
    if appeal.decision.actor_id == actor.id or proposals.has_proposed(appeal.certificate_id, actor.id):
        raise Forbidden("appeal.same_officer")


def require_ready(appeal: Appeal, reason: str, *, actor: Actor, version: int | None = None) -> None:
    """Raise Forbidden, Conflict or Incomplete("reason") where this officer cannot decide this appeal now."""
    require_other_officer(appeal, actor)
    if appeal.outcome is not None or (version is not None and appeal.version != version):
        raise Conflict()
    if not reason.strip():
        raise Incomplete({"reason": "appeal.reason"})


def decide(
    appeal: Appeal,
    outcome: Outcome,
    reason: str,
    *,
    actor: Actor,
    prefix: str,
    at: datetime,
    version: int | None = None,
    seconded: bool = False,
) -> None:
    """Decide an appeal, and do in the same transaction what follows: a suspended certificate is reinstated.

    Nothing leads back from rejected or revoked; the letter says what the artisan can do. `prefix` begins public codes.
    `seconded` says that a second officer confirms what a first one proposed (`upholding.confirm`).
    Raises Forbidden (see `require_other_officer`, or a decision that needs a second officer), Incomplete("reason"),
    and Conflict when somebody else was first, or while a colleague's proposal waits.
    """
    require_ready(appeal, reason, actor=actor, version=version)
    if not seconded:
        if needs_second(outcome, appeal.decision.action):
            raise Forbidden("decision.needs_second")
        answers.make_way(queries.unanswered(appeal.id), at)
    appeal.outcome, appeal.reason, appeal.decided_at = outcome, reason, at
    appeal.decided_by_id, appeal.decided_by_name = actor.id or None, actor.name
    session.flush()
    decision_log.append(logged.deed_of(appeal, actor), about=(logged.SUBJECT, appeal.id))
    note(appeal, "appeal.close", actor, at, outcome=outcome.value)
    if reinstates(outcome, appeal.certificate.status):
        certificates.decide(
            appeal.certificate, Action.REINSTATE, actor=actor, at=at, prefix=prefix, reason=reason
        )
    mails.decided(appeal, at=at)


def note(appeal: Appeal, action: str, actor: Actor, at: datetime, **details: str | int) -> None:
    """Write in the journal what was done about an appeal."""
    journal.record(
        action,
        "certificate",
        appeal.certificate_id,
        actor=actor,
        at=at,
        details={"appeal": appeal.id, "decision": appeal.decision_id, **details},
    )
