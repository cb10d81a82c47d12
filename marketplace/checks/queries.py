"""Finding checks: those of one certificate, and the files that prove them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, String, cast, or_, select
from sqlalchemy.orm import joinedload

from marketplace.adapters.storage.expected import ExpectedFile
from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import Status
from marketplace.checks.models import EvidenceFile, VerificationEvent
from marketplace.database.session import session
from marketplace.kit.errors import NotFound


def concerns_claim() -> ColumnElement[bool]:
    """Whether an event is about what the certificate says now: what was sent back and typed anew was another claim."""
    return or_(Certificate.submitted_at.is_(None), VerificationEvent.made_at >= Certificate.submitted_at)


def of_certificate(certificate_id: int) -> Sequence[VerificationEvent]:
    """Return the events about what a certificate says now, oldest first; one query."""
    return session.scalars(
        select(VerificationEvent)
        .join(VerificationEvent.certificate)
        .where(VerificationEvent.certificate_id == certificate_id, concerns_claim())
        .order_by(VerificationEvent.checked_on, VerificationEvent.id)
    ).all()


def for_review(certificate_id: int) -> Sequence[VerificationEvent]:
    """Return every event of a certificate with who wrote it down and its evidence, newest first; one query."""
    return session.scalars(
        select(VerificationEvent)
        .where(VerificationEvent.certificate_id == certificate_id)
        .options(joinedload(VerificationEvent.actor), joinedload(VerificationEvent.evidence))
        .order_by(VerificationEvent.checked_on.desc(), VerificationEvent.id.desc())
    ).all()


def evidence_for_review(certificate_id: int, event_id: int) -> EvidenceFile:
    """Return the evidence of an event officers may look at. NotFound while the certificate is a draft."""
    found = session.scalars(
        select(EvidenceFile)
        .join(EvidenceFile.event)
        .join(VerificationEvent.certificate)
        .options(joinedload(EvidenceFile.event).joinedload(VerificationEvent.certificate))
        .where(
            VerificationEvent.id == event_id,
            VerificationEvent.certificate_id == certificate_id,
            Certificate.status != Status.DRAFT,
        )
    ).one_or_none()
    if found is None:
        raise NotFound()
    return found


def unprepared() -> Sequence[int]:
    """Return the evidence that has neither pages nor a reason why not, oldest first."""
    waiting = (EvidenceFile.failure.is_(None), cast(EvidenceFile.pages, String) == "[]")
    return session.scalars(select(EvidenceFile.id).where(*waiting).order_by(EvidenceFile.id)).all()


def evidence_before(moment: datetime, limit: int) -> Sequence[EvidenceFile]:
    """Return the oldest evidence that came at that moment or earlier."""
    return session.scalars(
        select(EvidenceFile)
        .where(EvidenceFile.created_at <= moment)
        .order_by(EvidenceFile.created_at, EvidenceFile.id)
        .limit(limit)
    ).all()


def key_is_taken(original_key: str) -> bool:
    """Whether an event already names this stored file."""
    query = select(EvidenceFile.id).where(EvidenceFile.original_key == original_key)
    return session.scalar(query) is not None


def named_files() -> Iterator[ExpectedFile]:
    """Yield the files of checks: evidence as sent, and the viewing copies of its pages."""
    query = select(EvidenceFile).options(joinedload(EvidenceFile.event)).order_by(EvidenceFile.id)
    for file in session.scalars(query):
        yield ExpectedFile(file.original_key, True, file.event.evidence_digest or "")
        for page in file.pages:
            yield ExpectedFile(page["key"], True, "")
