"""A certificate while it is the artisan's own: begin it, fill it in, send it with its scans, or forget it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.accounts import consents
from marketplace.artisans.models import Artisan
from marketplace.audit import operations as journal
from marketplace.certificates import demands, operations, scans
from marketplace.certificates.claims import Claim
from marketplace.certificates.models import Certificate, Unit
from marketplace.certificates.rules import EDITABLE_STATUSES, Status
from marketplace.certificates.scans import StoredScan
from marketplace.database.session import session
from marketplace.kit.errors import Conflict, Invalid

FURTHEST_ISSUE = timedelta(days=366)
"""A date of issue later than this from today is a slip of the pen, not a date."""


def keep(
    owner: Artisan | Certificate,
    claim: Claim,
    stored: Iterable[StoredScan],
    *,
    consent: bool,
    send: bool,
    actor: Actor,
    at: datetime,
    version: int | None = None,
) -> Certificate:
    """Keep what a form brought, all or nothing: the fields, the scans, the consent, and the sending if asked for.

    `owner` is the certificate, or the artisan who begins a new one. Raises what `fill`, `scans.attach` and `submit`
    raise; the session is then as before.
    """
    consents.hold(owner.account_id)  # before any row of hers is written: withdrawing locks in this order too
    with session.begin_nested():
        if isinstance(owner, Artisan):
            certificate = draft(owner, claim, actor=actor, at=at)
        else:
            certificate = fill(owner, claim, actor=actor, at=at, version=version)
        if consent:
            scans.consent(certificate.artisan.account_id, actor=actor, at=at)
        for scan in stored:
            scans.attach(certificate, scan, actor=actor, at=at)
        if send:
            operations.submit(certificate, actor=actor, at=at)
    return certificate


def draft(artisan: Artisan, claim: Claim, *, actor: Actor, at: datetime) -> Certificate:
    """Begin a certificate, however incomplete."""
    policy.require(actor, Permission.SUBMIT_CERTIFICATE, artisan)
    certificate = Certificate(artisan=artisan, status=Status.DRAFT, created_at=at, updated_at=at)
    session.add(certificate)
    return fill(certificate, claim, actor=actor, at=at)


def fill(
    certificate: Certificate, claim: Claim, *, actor: Actor, at: datetime, version: int | None = None
) -> Certificate:
    """Keep what was typed, as printed, beside its normalised keys.

    Raises Conflict when the certificate is with the officers, or when `version` is no longer its version; Invalid for
    a date of issue in a distant future.
    """
    policy.require(actor, Permission.SUBMIT_CERTIFICATE, certificate.artisan)
    _require_editable(certificate)
    demands.require_version(certificate, version)
    if claim.issue_date is not None and claim.issue_date > at.date() + FURTHEST_ISSUE:
        raise Invalid({"issue_date": "certificate.date_future"})
    for name in Claim.__dataclass_fields__:
        if name not in ("units", "valid_until"):
            setattr(certificate, name, getattr(claim, name))
    for name, key in claim.keys().items():
        setattr(certificate, name, key)
    certificate.valid_until = claim.last_day
    _keep_units(certificate, claim)
    certificate.updated_at = at
    session.flush()
    return certificate


def _keep_units(certificate: Certificate, claim: Claim) -> None:
    """Replace the units, unless they are the same; a title that stays keeps its translation."""
    if [(unit.title, unit.code) for unit in certificate.units] == [
        (unit.title, unit.code) for unit in claim.units
    ]:
        return
    english = {unit.title: unit.title_en for unit in certificate.units}
    certificate.units.clear()
    session.flush()
    certificate.units.extend(
        Unit(position=position, code=unit.code, title=unit.title, title_en=english.get(unit.title, ""))
        for position, unit in enumerate(claim.units, start=1)
    )


def _require_editable(certificate: Certificate) -> None:
    if certificate.status not in EDITABLE_STATUSES:
        raise Conflict("certificate.not_editable")


def delete_draft(certificate: Certificate, *, actor: Actor, at: datetime) -> None:
    """Forget a draft that no officer has ever decided about, with its scans. Conflict otherwise."""
    policy.require(actor, Permission.SUBMIT_CERTIFICATE, certificate)
    if certificate.status is not Status.DRAFT or certificate.decisions:
        raise Conflict("certificate.not_deletable")
    scans.forget_files(certificate.scans, at=at)
    journal.record("certificate.delete_draft", "certificate", certificate.id, actor=actor, at=at)
    session.delete(certificate)
    session.flush()
