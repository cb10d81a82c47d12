"""Having the photo read again without the claim in sight, before a decision may rest on it."""

from __future__ import annotations

from datetime import datetime

from marketplace.access.actors import Actor
from marketplace.audit import operations as journal
from marketplace.audit import queries as journal_queries
from marketplace.certificates import demands, queries
from marketplace.certificates.models import Certificate, Rekeying
from marketplace.certificates.rekeying_rules import Reading, differing
from marketplace.certificates.rules import Status
from marketplace.database.session import session
from marketplace.kit.errors import Conflict, Incomplete

OPENED = "certificate.open_unread"
NOT_BLIND = "not_blind"
"""Named among the differences where the reader had opened the claim before: it needs a word as well."""


def is_evidence(certificate: Certificate) -> bool:
    """Whether a photo is what a submission rests on. Where the issuer's own list is, there is none."""
    return certificate.status is Status.SUBMITTED and bool(certificate.kept_scans)


def is_unread(certificate: Certificate) -> bool:
    """Whether the photo of a submission still has to be read."""
    return is_evidence(certificate) and current(certificate) is None


def current(certificate: Certificate) -> Rekeying | None:
    """Return the reading of what was submitted last; what was read of an earlier submission counts no more."""
    made = [one for one in certificate.rekeyings if one.submitted_at == certificate.submitted_at]
    return made[-1] if made else None


def claimed(certificate: Certificate) -> Reading:
    """Return the artisan's side of the comparison."""
    return Reading(
        certificate.certificate_no,
        certificate.holder_name,
        certificate.issue_date,
        queries.claim_of(certificate).last_day,
    )


def differences(certificate: Certificate) -> list[str]:
    """Name what the current reading leaves to explain: fields that differ, and that it was not blind."""
    reading = current(certificate)
    if reading is None:
        return []
    found = [field.value for field in differing(read_of(reading), claimed(certificate))]
    return found if reading.blind else [*found, NOT_BLIND]


def read_of(kept: Rekeying) -> Reading:
    """Return the officer's side of the comparison."""
    return Reading(kept.certificate_no, kept.holder_name, kept.issue_date, kept.last_day)


def require(certificate: Certificate) -> list[str]:
    """Return the differences of the current reading. Raises Incomplete where the photo has not been read."""
    if is_unread(certificate):
        raise Incomplete({"reading": "decision.reading"})
    return differences(certificate)


def has_opened(certificate: Certificate, actor: Actor) -> bool:
    """Whether this officer has looked at the claim of the current submission before its photo was read."""
    since = certificate.submitted_at or certificate.created_at
    return journal_queries.has_done(actor.id, OPENED, "certificate", certificate.id, since=since)


def open_unread(certificate: Certificate, *, actor: Actor, at: datetime) -> None:
    """Note that an officer looks at the claim first, because the photo cannot be read.

    Once somebody has read it there is nothing to note. Raises Forbidden where this officer may not decide on the file.
    """
    demands.require_free(certificate, actor)
    if not is_unread(certificate):
        return
    journal.record(OPENED, "certificate", certificate.id, actor=actor, at=at)


def rekey(certificate: Certificate, reading: Reading, *, actor: Actor, at: datetime) -> Rekeying:
    """Keep what an officer read.

    Raises Forbidden where this officer may not decide on the file, Conflict where there is nothing to read any more:
    decided, taken back, or read by a colleague meanwhile.
    """
    demands.require_free(certificate, actor)
    if not is_unread(certificate) or certificate.submitted_at is None or reading.issue_date is None:
        raise Conflict("certificate.read_already")
    kept = Rekeying(
        submitted_at=certificate.submitted_at,
        certificate_no=reading.certificate_no,
        holder_name=reading.holder_name,
        issue_date=reading.issue_date,
        last_day=reading.last_day,
        blind=not has_opened(certificate, actor),
        actor_id=actor.id,
        actor_name=actor.name,
        made_at=at,
    )
    certificate.rekeyings.append(kept)
    session.flush()
    details = {"differs": differences(certificate), "blind": kept.blind}
    journal.record("certificate.read", "certificate", certificate.id, actor=actor, at=at, details=details)
    return kept
