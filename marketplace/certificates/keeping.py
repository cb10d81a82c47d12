"""How long scans are kept: until some days after the decision, or until she asks; and which files they have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from marketplace.access import policy
from marketplace.access.actors import SYSTEM, Actor
from marketplace.access.permissions import Permission
from marketplace.adapters.storage.expected import ExpectedFile
from marketplace.certificates import scans
from marketplace.certificates.models import Certificate, Decision, Scan
from marketplace.certificates.rules import DECIDED_STATUSES, Status
from marketplace.database.session import session
from marketplace.kit.errors import Conflict

AT_ONCE = 500
"""Certificates taken up in one transaction, once a day; what is beyond waits for the next day."""


def forget_on_request(certificate: Certificate, *, actor: Actor, at: datetime) -> int:
    """Have her photos deleted because she asks; return how many scans. Conflict while officers compare them."""
    policy.require(actor, Permission.SUBMIT_CERTIFICATE, certificate.artisan)
    if certificate.status is Status.SUBMITTED or not certificate.kept_scans:
        raise Conflict()
    return scans.forget(certificate, actor=actor, at=at)


def overdue(before: datetime) -> Sequence[Certificate]:
    """Return certificates decided on before that moment, and not since, of which scans are kept; at most AT_ONCE."""
    latest = (
        select(func.max(Decision.made_at)).where(Decision.certificate_id == Certificate.id).scalar_subquery()
    )
    return session.scalars(
        select(Certificate)
        .where(
            Certificate.status.in_(DECIDED_STATUSES),
            Certificate.id.in_(select(Scan.certificate_id).where(Scan.forgotten_at.is_(None))),
            latest <= before,
        )
        .options(joinedload(Certificate.artisan), selectinload(Certificate.scans))
        .order_by(Certificate.id)
        .limit(AT_ONCE)
        .execution_options(populate_existing=True)
    ).all()


def forget_overdue(days: int, at: datetime) -> int:
    """Have the photos deleted whose time is over; return of how many certificates, at most AT_ONCE."""
    found = overdue(at - timedelta(days=days))
    for certificate in found:
        scans.forget(certificate, actor=SYSTEM, at=at)
    return len(found)


def named_files() -> Iterator[ExpectedFile]:
    """Yield the files of scans: papers as sent, and the viewing copies of their pages."""
    for scan in session.scalars(select(Scan).order_by(Scan.id)):
        if scan.original_key is not None:
            yield ExpectedFile(scan.original_key, True, scan.digest)
        for page in scan.pages:
            yield ExpectedFile(page["key"], True, "")
