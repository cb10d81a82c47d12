"""Writing checks down. `_append` is the only writer of events; the certificate's day and method follow in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.adapters.jobs.queue import enqueue
from marketplace.audit import operations as journal
from marketplace.certificates import demands
from marketplace.certificates import operations as certificates
from marketplace.certificates.models import Certificate, Decision
from marketplace.certificates.rules import Method
from marketplace.certificates.scans import FORGET
from marketplace.checks import queries
from marketplace.checks.models import EvidenceFile, VerificationEvent
from marketplace.checks.rules import CHECKABLE, NEEDS_NOTE, Outcome, is_possible, weigh
from marketplace.database.session import session
from marketplace.kit.errors import Conflict, Incomplete, Invalid, NotFound

PREPARE = "checks.prepare"
AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class StoredEvidence:
    """A file already in the private storage, before any row names it. `digest` is its SHA-256 in hexadecimal."""

    key: str
    digest: str
    bytes: int


def install() -> None:
    """Have every decision that says how a paper was checked write its event, in its own transaction."""
    certificates.follow(_decided)


def record(
    certificate: Certificate,
    method: Method,
    outcome: Outcome,
    *,
    actor: Actor,
    at: datetime,
    today: date,
    note: str = "",
    evidence: StoredEvidence | None = None,
) -> VerificationEvent:
    """Write down an officer's check, made on the local day `today`. No outcome changes the status.

    Raises Forbidden for one's own certificate, Conflict where a check tells nobody anything, Incomplete or Invalid
    naming "source", "outcome", "remark".
    """
    demands.require_free(certificate, actor)
    _require_sense(certificate, method, outcome, note)
    if evidence is not None and queries.key_is_taken(evidence.key):
        raise Conflict()
    event = _append(certificate, method, outcome, today, actor, at, note, evidence)
    _write_journal(event, actor, at)
    return event


def confirm(
    certificate: Certificate, outcome: Outcome, *, actor: Actor, at: datetime, today: date, note: str = ""
) -> VerificationEvent:
    """Write down what somebody of the certifying body says of a holder. The certificate was found by that body.

    Raises as `record`; the inputs are "outcome" and "remark".
    """
    policy.require(actor, Permission.CONFIRM_HOLDER, certificate)
    _require_sense(certificate, Method.LSP_CONFIRMATION, outcome, note)
    event = _append(certificate, Method.LSP_CONFIRMATION, outcome, today, actor, at, note)
    _write_journal(event, actor, at)
    return event


def look_at(file: EvidenceFile, number: int, *, why: str, actor: Actor, at: datetime) -> str:
    """Return the storage key of one page of evidence, and leave a line in the journal that it was looked at.

    `why` names the page it was opened from.
    """
    policy.require(actor, Permission.REVIEW_CERTIFICATE)
    page = next((page for page in file.pages if page["number"] == number), None)
    if page is None:
        raise NotFound()
    details = {"event": file.event_id, "page": number, "why": why}
    certificate_id = file.event.certificate_id
    journal.record("check.evidence_view", "certificate", certificate_id, actor=actor, at=at, details=details)
    return str(page["key"])


def forget_overdue(days: int, at: datetime) -> int:
    """Have evidence deleted that is older than so many days; return how many files, at most AT_ONCE.

    The event stays, and with it the digest: whoever still has the file can prove that it was this one.
    """
    old = queries.evidence_before(at - timedelta(days=days), AT_ONCE)
    keys = [key for file in old for key in (file.original_key, *(str(page["key"]) for page in file.pages))]
    for file in old:
        session.delete(file)
    if keys:
        enqueue(session(), FORGET, {"keys": keys}, at=at, secret=True)
    return len(old)


def _require_sense(certificate: Certificate, method: Method, outcome: Outcome, note: str) -> None:
    if certificate.status not in CHECKABLE:
        raise Conflict("check.status")
    if not is_possible(method, outcome):
        raise Invalid({"outcome": "check.impossible"})
    if outcome in NEEDS_NOTE and not note.strip():
        raise Incomplete({"remark": "check.remark"})


def _decided(certificate: Certificate, decision: Decision, actor: Actor) -> None:
    """Write the event of a decision that names a method; its day is the one the officer gave."""
    if decision.method is None or certificate.checked_on is None:
        return
    _append(certificate, decision.method, Outcome.MATCH, certificate.checked_on, actor, decision.made_at)


def _append(
    certificate: Certificate,
    method: Method,
    outcome: Outcome,
    checked_on: date,
    actor: Actor,
    at: datetime,
    note: str = "",
    evidence: StoredEvidence | None = None,
) -> VerificationEvent:
    event = VerificationEvent(
        certificate_id=certificate.id,
        method=method,
        outcome=outcome,
        checked_on=checked_on,
        made_at=at,
        actor_id=actor.id or None,
        actor_role=actor.role,
        note=note,
        evidence_digest=evidence.digest if evidence else None,
    )
    session.add(event)
    session.flush()
    if evidence is not None:
        _keep(event, evidence, at)
    _keep_in_step(certificate)
    return event


def _keep(event: VerificationEvent, evidence: StoredEvidence, at: datetime) -> None:
    file = EvidenceFile(
        event_id=event.id, original_key=evidence.key, bytes=evidence.bytes, pages=[], created_at=at
    )
    session.add(file)
    session.flush()
    _prepare(file.id, at)


def resume_waiting(at: datetime) -> int:
    """Queue again what waits for its pages without a job (its worker was lost for good); return how many."""
    return sum(_prepare(file_id, at) for file_id in queries.unprepared())


def _prepare(file_id: int, at: datetime) -> bool:
    return enqueue(
        session(), PREPARE, {"file_id": file_id}, at=at, unique_key=f"{PREPARE}:{file_id}", priority=5
    )


def _keep_in_step(certificate: Certificate) -> None:
    """Let the certificate's day and method be those of the newest match: `standing` reads nothing else."""
    newest = weigh(queries.of_certificate(certificate.id)).match
    if newest is not None and (certificate.checked_on, certificate.method) != (
        newest.checked_on,
        newest.method,
    ):
        certificate.checked_on, certificate.method = newest.checked_on, newest.method
        session.flush()


def _write_journal(event: VerificationEvent, actor: Actor, at: datetime) -> None:
    journal.record(
        "check.record",
        "certificate",
        event.certificate_id,
        actor=actor,
        at=at,
        details={"event": event.id, "method": event.method.value, "outcome": event.outcome.value},
    )
