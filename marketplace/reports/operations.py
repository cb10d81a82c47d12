"""Taking reports in, passing them on, and closing them. Nothing here writes to a certificate or a bag."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from marketplace.access import policy
from marketplace.access.actors import SYSTEM, Actor
from marketplace.access.permissions import Permission
from marketplace.accounts import attempts
from marketplace.adapters.jobs.queue import enqueue
from marketplace.audit import operations as journal
from marketplace.certificates.models import Certificate
from marketplace.certificates.scans import FORGET
from marketplace.database.session import session
from marketplace.decision_log import operations as decision_log
from marketplace.kit.codes import new_code
from marketplace.kit.errors import Conflict, Forbidden, Incomplete, NotFound
from marketplace.listings.models import Listing
from marketplace.relatives import operations as relatives
from marketplace.reports import logged, mails, queries
from marketplace.reports.models import Evidence, Report
from marketplace.reports.rules import (
    ADDRESS_LIMITS,
    KEEP_FOR,
    LIFECYCLE,
    RECEIPT_LENGTH,
    RECORD_LIMITS,
    REPLY_WITHIN,
    SENDER_LIMITS,
    Action,
    Outcome,
    Reason,
    State,
    Subject,
    closing,
    may_close,
    time_is_over,
)

PREPARE = "reports.prepare"


@dataclass(frozen=True, slots=True)
class StoredEvidence:
    """A file already in the private storage, before any row names it."""

    key: str
    digest: str
    bytes: int


def sender_key(where: str, secret: str) -> str:
    """Return what tells senders apart and not where they wrote from; without the secret nobody can try it out."""
    return hmac.new(secret.encode(), f"report:{where}".encode(), sha256).hexdigest()


def subject_of(about: Certificate | Listing) -> Subject:
    """Return what kind of thing a report would be about."""
    return Subject.BAG if isinstance(about, Listing) else Subject.RECORD


def admit(about: Certificate | Listing, sender: str, *, address: str, at: datetime) -> None:
    """Count one report: by record or bag and sender, by network address, and by record or bag.

    Raises TooMany past one of the limits. Ends the transaction it is called in: load rows afterwards.
    """
    kind = subject_of(about)
    attempts.take(
        (attempts.key("report", f"{kind}:{about.id}:{sender}"), SENDER_LIMITS),
        (attempts.key("report-address", address), ADDRESS_LIMITS),
        (attempts.key(f"report-{kind}", about.id), RECORD_LIMITS),
        at=at,
    )


def receive(
    about: Certificate | Listing,
    reason: Reason,
    body: str,
    *,
    sender: str,
    name: str | None,
    email: str | None,
    locale: str,
    due: date,
    at: datetime,
    evidence: StoredEvidence | None = None,
) -> Report:
    """Keep a report and send its receipt. The same report by the same sender again is the one there is.

    `due` is the day by which an outcome is promised.
    """
    again = queries.same_again(about, sender, reason, body)
    if again is not None:
        return again
    report = Report(
        receipt=new_code(RECEIPT_LENGTH),
        certificate=about if isinstance(about, Certificate) else None,
        listing=about if isinstance(about, Listing) else None,
        reason=reason,
        body=body,
        name=name,
        email=email,
        sender_key=sender,
        locale=locale,
        state=State.RECEIVED,
        received_at=at,
    )
    session.add(report)
    session.flush()
    if evidence is not None:
        report.evidence = Evidence(
            original_key=evidence.key, digest=evidence.digest, bytes=evidence.bytes, pages=[], created_at=at
        )
        session.flush()
        enqueue(session(), PREPARE, {"report_id": report.id}, at=at, unique_key=f"{PREPARE}:{report.id}")
    mails.received(report, due=due, at=at)
    return report


def require_version(report: Report, version: int | None) -> None:
    """Raise Conflict when somebody has changed the report since it was read."""
    if version is not None and report.version != version:
        raise Conflict()


def forward(
    report: Report,
    summary: str,
    *,
    actor: Actor,
    at: datetime,
    due: date,
    until: date,
    version: int | None = None,
) -> None:
    """Pass a report on to the artisan in the officer's words, and begin her time for a reply.

    `until` is the local day on which that time ends, for the letter. Raises Incomplete("summary"), Conflict, Forbidden.
    """
    _step(report, Action.FORWARD, summary, "summary", actor=actor, version=version)
    report.summary, report.forwarded_at, report.reply_until = summary, at, at + REPLY_WITHIN
    session.flush()
    _note(report, "report.forward", actor, at)
    mails.forwarded(report, due=due, until=until, at=at)


def reply(report: Report, text: str, *, actor: Actor, at: datetime) -> None:
    """Keep the artisan's reply. Conflict("report.reply_late") once her time is over, or she has replied."""
    refused = "report.reply_late" if time_is_over(report.reply_until, at) else ""
    _step(report, Action.REPLY, text, "reply", actor=actor, refused=refused)
    report.reply, report.replied_at = text, at
    session.flush()
    _note(report, "report.reply", actor, at)


def close(
    report: Report,
    outcome: Outcome,
    sentence: str,
    *,
    actor: Actor,
    at: datetime,
    version: int | None = None,
) -> None:
    """End a report: in the journal, in the decision log, and in letters. What the certificate is worth stays.

    Raises Incomplete("sentence"), Forbidden on one's own file, and Conflict: "report.too_early" before the reply or the
    end of the time for it (unless it is set aside), or when somebody else was first.
    """
    step = closing(outcome)
    early = step is Action.CLOSE and not may_close(report.state, report.reply_until, at)
    refused = "report.too_early" if early else ""
    _step(report, step, sentence, "sentence", actor=actor, version=version, refused=refused)
    report.outcome, report.sentence, report.closed_at = outcome, sentence, at
    report.closed_by_id, report.closed_by_name = actor.id or None, actor.name
    session.flush()
    decision_log.append(logged.deed_of(report, actor), about=(logged.SUBJECT, report.id))
    _note(report, "report.close", actor, at, outcome=outcome.value)
    mails.closed(report, at=at)


def _step(
    report: Report,
    action: Action,
    words: str,
    field: str,
    *,
    actor: Actor,
    version: int | None = None,
    refused: str = "",
) -> None:
    """Take one step of the lifecycle; the only writer of the state. `refused` is why this moment is the wrong one."""
    if action is not Action.REPLY and report.account_id == actor.id:
        raise Forbidden("report.own_file")
    require_version(report, version)
    move = LIFECYCLE.move(report.state, action)
    policy.require(actor, move.permission, report)
    relatives.require_none(actor, report.about.artisan_id)
    if refused:
        raise Conflict(refused)
    if move.needs_reason and not words.strip():
        raise Incomplete({field: f"report.{field}"})
    report.state = move.target


def look_at(report: Report, number: int, *, why: str, actor: Actor, at: datetime) -> str:
    """Return the storage key of one viewing page, and leave a line in the journal that it was looked at.

    `why` names the page it was opened from.
    """
    policy.require(actor, Permission.REVIEW_CERTIFICATE, report)
    pages = report.evidence.pages if report.evidence else []
    page = next((page for page in pages if page["number"] == number), None)
    if page is None:
        raise NotFound()
    _note(report, "report.evidence_view", actor, at, page=number, why=why)
    return str(page["key"])


def forget(*, at: datetime) -> int:
    """Forget evidence, names and addresses of reports whose outcome is old enough; return how many reports that were.

    Of the evidence its digest stays; the files go once the caller's transaction is through.
    """
    old = queries.to_forget(at - KEEP_FOR)
    for report in old:
        report.name, report.email, report.sender_key = None, None, ""
        evidence = report.evidence
        if evidence is not None and evidence.original_key is not None:
            enqueue(session(), FORGET, {"keys": evidence.keys}, at=at, secret=True)
            evidence.original_key, evidence.pages, evidence.failure, evidence.bytes = None, [], None, 0
            evidence.forgotten_at = at
        _note(report, "report.forget", SYSTEM, at)
    session.flush()
    return len(old)


def _note(report: Report, action: str, actor: Actor, at: datetime, **details: str | int) -> None:
    journal.record(
        action,
        "certificate" if report.subject is Subject.RECORD else "listing",
        report.about.id,
        actor=actor,
        at=at,
        details={"report": report.id, **details},
    )
