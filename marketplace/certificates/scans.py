"""Changing scans: keep, replace, prepare again, look at. The bytes are stored before the request's first query."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, select

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.accounts import consents
from marketplace.accounts.rules import ConsentPurpose
from marketplace.adapters.jobs.queue import enqueue, is_awaited
from marketplace.audit import operations as journal
from marketplace.certificates import queries
from marketplace.certificates.models import Certificate, Scan
from marketplace.certificates.rules import EDITABLE_STATUSES, ScanSide
from marketplace.database.session import session
from marketplace.kit.errors import Conflict, Incomplete, NotFound

PREPARE, FORGET = "scans.prepare", "scans.forget"
FAILED = "scan.failed"
"""Why there are no pages of a file that may be a good one."""
KEPT_SECONDS = 6 * 3600
"""How long a file that came with a refused form waits for the form to be sent again."""


@dataclass(frozen=True, slots=True)
class StoredScan:
    """A file already in the private storage, before any row names it."""

    side: ScanSide
    key: str
    digest: str
    bytes: int


def of_side(certificate: Certificate, side: ScanSide) -> Scan | None:
    """Return the scan of one side, if its file is still there."""
    return next((scan for scan in certificate.kept_scans if scan.side is side), None)


def has_consented(account_id: int) -> bool:
    """Whether this person has agreed to scans being kept, and has not taken it back."""
    return ConsentPurpose.SCAN_STORAGE in consents.standing(account_id)


def consent(account_id: int, *, actor: Actor, at: datetime) -> None:
    """Write down a yes to keeping scans; a second yes changes nothing."""
    if has_consented(account_id):
        return
    consents.give(account_id, [ConsentPurpose.SCAN_STORAGE], at=at)
    journal.record(
        "account.consent", "account", account_id, actor=actor, at=at, details={"purpose": "scan_storage"}
    )


def attach(certificate: Certificate, stored: StoredScan, *, actor: Actor, at: datetime) -> Scan:
    """Put a stored file on one side of a certificate, instead of what was there.

    Raises Incomplete("consent") without the owner's consent, Conflict while the officers have the certificate. The
    same file sent again with a repeated form changes nothing.
    """
    policy.require(actor, Permission.SUBMIT_CERTIFICATE, certificate.artisan)
    if certificate.status not in EDITABLE_STATUSES:
        raise Conflict("certificate.not_editable")
    consents.hold(certificate.artisan.account_id)
    if not has_consented(certificate.artisan.account_id):
        raise Incomplete({"consent": "certificate.consent"})
    twin = queries.scan_of_key(stored.key)
    if twin is not None and twin.certificate_id == certificate.id:
        return twin
    if twin is not None:
        raise Conflict()
    before = of_side(certificate, stored.side)
    if before is not None:
        forget_files([before], at=at)
        certificate.scans.remove(before)
    scan = Scan(
        side=stored.side,
        original_key=stored.key,
        digest=stored.digest,
        bytes=stored.bytes,
        pages=[],
        created_at=at,
    )
    certificate.scans.append(scan)
    certificate.updated_at = at
    session.flush()
    _prepare(scan.id, at)
    journal.record(
        "scan.attach", "certificate", certificate.id, actor=actor, at=at, details={"side": stored.side}
    )
    return scan


def prepare_again(scan: Scan, *, actor: Actor, at: datetime) -> None:
    """Try once more to make the viewing pages of a scan that failed."""
    policy.require(actor, Permission.SUBMIT_CERTIFICATE, scan)
    if not scan.failure:
        raise Conflict()
    scan.failure = None
    session.flush()
    _prepare(scan.id, at)


def resume_waiting(at: datetime) -> int:
    """Queue again what waits without a job (its worker was lost for good). Returns how many jobs were added."""
    return sum(_prepare(scan_id, at) for scan_id in stranded())


def stranded() -> Sequence[int]:
    """Scans that wait for their viewing pages while no job of theirs is left, oldest first."""
    return session.scalars(select(Scan.id).where(is_stranded(Scan, PREPARE)).order_by(Scan.id)).all()


def is_stranded(model: Any, kind: str) -> ColumnElement[bool]:
    """Whether a row waits for pages that jobs of a kind make (`jobs.prepare_pages`) while none of its own is left."""
    return and_(
        model.failure.is_(None),
        model.original_key.is_not(None),
        cast(model.pages, String) == "[]",
        ~is_awaited(kind, model.id),
    )


def _prepare(scan_id: int, at: datetime) -> bool:
    return enqueue(
        session(), PREPARE, {"scan_id": scan_id}, at=at, unique_key=f"{PREPARE}:{scan_id}", priority=5
    )


def look_at(scan: Scan, number: int, *, why: str, actor: Actor, at: datetime) -> str:
    """Return the storage key of one viewing page, and leave a line in the journal that it was looked at.

    `why` names the page it was opened from; what the certificate was waiting for then is written beside it.
    """
    policy.require(actor, Permission.VIEW_SCAN, scan)
    page = next((page for page in scan.pages if page["number"] == number), None)
    if page is None:
        raise NotFound()
    journal.record(
        "scan.view",
        "certificate",
        scan.certificate_id,
        actor=actor,
        at=at,
        details={
            "scan": scan.id,
            "side": scan.side,
            "page": number,
            "why": why,
            "status": scan.certificate.status,
        },
    )
    return str(page["key"])


def forget(certificate: Certificate, *, actor: Actor, at: datetime) -> int:
    """Have the files of a certificate deleted and keep of each scan its side and digest; return how many there were."""
    kept = certificate.kept_scans
    forget_files(kept, at=at)
    for scan in kept:
        scan.original_key, scan.pages, scan.failure, scan.bytes = None, [], None, 0
        scan.forgotten_at = at
    session.flush()
    if kept:
        sides = [scan.side.value for scan in kept]
        journal.record(
            "scan.forget", "certificate", certificate.id, actor=actor, at=at, details={"sides": sides}
        )
    return len(kept)


def forget_files(scans: Iterable[Scan], *, at: datetime) -> None:
    """Have the files of scans deleted once the caller's transaction is through."""
    keys = [
        key
        for scan in scans
        if scan.original_key is not None
        for key in (scan.original_key, *(str(page["key"]) for page in scan.pages))
    ]
    if keys:
        enqueue(session(), FORGET, {"keys": keys}, at=at, secret=True)
