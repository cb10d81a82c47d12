"""Changing certificates. `_move` is the only writer of the status."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.artisans.models import Artisan
from marketplace.audit import operations as journal
from marketplace.certificates import mails, queries, scans
from marketplace.certificates.claims import Claim
from marketplace.certificates.models import Certificate, Decision, Unit
from marketplace.certificates.rules import (
    EDITABLE_STATUSES,
    LIFECYCLE,
    NEEDS_METHOD,
    Action,
    Field,
    Method,
    ScanSide,
    Status,
    expiry,
    missing_for_submission,
)
from marketplace.database.session import session
from marketplace.kit.codes import new_record_code
from marketplace.kit.errors import Conflict, Forbidden, Incomplete, Invalid

CODE_TRIES = 50
FURTHEST_ISSUE = timedelta(days=366)
"""A date of issue later than this from today is a slip of the pen, not a date."""


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
    _require_version(certificate, version)
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
    if [(unit.title, unit.code) for unit in certificate.units] == [(unit.title, unit.code) for unit in claim.units]:
        return
    english = {unit.title: unit.title_en for unit in certificate.units}
    certificate.units.clear()
    session.flush()
    certificate.units.extend(
        Unit(position=position, code=unit.code, title=unit.title, title_en=english.get(unit.title, ""))
        for position, unit in enumerate(claim.units, start=1)
    )


def submit(certificate: Certificate, *, actor: Actor, at: datetime, version: int | None = None) -> Decision:
    """Hand a certificate to the officers. Raises Incomplete with every part that is missing, named as in Field."""
    policy.require(actor, Permission.SUBMIT_CERTIFICATE, certificate)
    LIFECYCLE.move(certificate.status, Action.SUBMIT)
    missing = {field.value: f"certificate.{field}" for field in missing_for_submission(_given(certificate))}
    for side in ScanSide:
        scan = scans.of_side(certificate, side)
        if scan is not None and scan.failure:
            missing[f"scan_{side}"] = "certificate.scan_unreadable"
    if missing:
        raise Incomplete(missing)
    certificate.submitted_at = at
    return _move(certificate, Action.SUBMIT, actor=actor, at=at, version=version)


def _given(certificate: Certificate) -> dict[Field, object]:
    return {
        Field.HOLDER_NAME: certificate.holder_name,
        Field.CERTIFICATE_NO: certificate.certificate_no_key,
        Field.BODY: certificate.body_name,
        Field.SCHEME: certificate.scheme,
        Field.ISSUE_DATE: certificate.issue_date,
        Field.TERM: certificate.valid_until or certificate.term_months,
        Field.UNITS: certificate.units,
        Field.SCAN_FRONT: scans.of_side(certificate, ScanSide.FRONT),
    }


def withdraw(certificate: Certificate, *, actor: Actor, at: datetime) -> Decision:
    """Take a submission back before an officer has decided; it is a draft again."""
    certificate.submitted_at = None
    return _move(certificate, Action.WITHDRAW_SUBMISSION, actor=actor, at=at)


def delete_draft(certificate: Certificate, *, actor: Actor, at: datetime) -> None:
    """Forget a draft that no officer has ever decided about, with its scans. Conflict otherwise."""
    policy.require(actor, Permission.SUBMIT_CERTIFICATE, certificate)
    if certificate.status is not Status.DRAFT or certificate.decisions:
        raise Conflict("certificate.not_deletable")
    scans.forget_files(certificate.scans, at=at)
    journal.record("certificate.delete_draft", "certificate", certificate.id, actor=actor, at=at)
    session.delete(certificate)
    session.flush()


def decide(
    certificate: Certificate,
    action: Action,
    *,
    actor: Actor,
    at: datetime,
    prefix: str,
    reason: str = "",
    note: str = "",
    method: Method | None = None,
    checked_on: date | None = None,
    fields: Collection[Field] = (),
    version: int | None = None,
    today: date | None = None,
    choose_code: Callable[[str], str] = new_record_code,
) -> Decision:
    """Make an officer's decision, remember it, and tell the artisan; all in the caller's transaction.

    `prefix` begins the public code a first verification gives. `today` is the local day, against which the day of the
    check is held; without it, the latest day it can be anywhere at that moment. Raises Conflict (the step does not
    exist from here, or `version` is out of date), Forbidden (not this person, or their own certificate), Incomplete
    or Invalid, naming the inputs "reason", "method", "checked_on", "fields", "action".
    """
    move = LIFECYCLE.move(certificate.status, action)
    if move.permission is not Permission.REVIEW_CERTIFICATE:
        raise Forbidden()
    if certificate.account_id == actor.id:
        raise Forbidden("decision.own_file")
    policy.require(actor, move.permission, certificate)
    _require_version(certificate, version)
    _require_grounds(certificate, action, move.needs_reason, reason, method, checked_on, fields)
    if checked_on is not None:
        _require_sensible_day(certificate, checked_on, today or (at + timedelta(hours=14)).date())
        certificate.checked_on = checked_on
    if action is Action.VERIFY:
        _prepare_record(certificate, prefix, choose_code)
    if method is not None:
        certificate.method = method
    certificate.decided_by_id = actor.id or None
    decision = _move(
        certificate, action, actor=actor, at=at, reason=reason, note=note, method=method, fields=fields, version=version
    )
    mails.decided(certificate, decision, at=at)
    return decision


def _require_grounds(
    certificate: Certificate,
    action: Action,
    needs_reason: bool,
    reason: str,
    method: Method | None,
    checked_on: date | None,
    fields: Collection[Field],
) -> None:
    missing: dict[str, str] = {}
    if needs_reason and not reason.strip():
        missing["reason"] = "decision.reason"
    if action in NEEDS_METHOD:
        if method is None:
            missing["method"] = "decision.method"
        if checked_on is None:
            missing["checked_on"] = "decision.checked_on"
    if action is Action.ASK_CHANGES and not fields:
        missing["fields"] = "decision.fields"
    if missing:
        raise Incomplete(missing)


def _require_sensible_day(certificate: Certificate, checked_on: date, today: date) -> None:
    if checked_on > today:
        raise Invalid({"checked_on": "decision.checked_in_future"})
    if certificate.issue_date is not None and checked_on < certificate.issue_date:
        raise Invalid({"checked_on": "decision.checked_before_issue"})


def _prepare_record(certificate: Certificate, prefix: str, choose_code: Callable[[str], str]) -> None:
    """Give a certificate what a public record needs: dates, a number nobody else has, a code."""
    if certificate.valid_until is None and certificate.issue_date and certificate.term_months:
        certificate.valid_until = expiry(certificate.issue_date, certificate.term_months)
    if certificate.issue_date is None or certificate.valid_until is None:
        raise Invalid({"action": "certificate.undated"})
    if queries.decided_twin(certificate) is not None:
        raise Invalid({"action": "certificate.duplicate"})
    if certificate.code is None:
        certificate.code = _free_code(prefix, choose_code)


def _free_code(prefix: str, choose_code: Callable[[str], str]) -> str:
    for _ in range(CODE_TRIES):
        code = choose_code(prefix)
        if not queries.code_is_taken(code):
            return code
    raise Conflict("certificate.no_code")


def _require_editable(certificate: Certificate) -> None:
    if certificate.status not in EDITABLE_STATUSES:
        raise Conflict("certificate.not_editable")


def _require_version(certificate: Certificate, version: int | None) -> None:
    if version is not None and certificate.version != version:
        raise Conflict()


def _move(
    certificate: Certificate,
    action: Action,
    *,
    actor: Actor,
    at: datetime,
    reason: str = "",
    note: str = "",
    method: Method | None = None,
    fields: Collection[Field] = (),
    version: int | None = None,
) -> Decision:
    """Take one step of the lifecycle and write it down twice: as a decision, and in the journal."""
    move = LIFECYCLE.move(certificate.status, action)
    policy.require(actor, move.permission, certificate)
    _require_version(certificate, version)
    before, certificate.status = certificate.status, move.target
    certificate.updated_at = at
    decision = Decision(
        action=action,
        before=before,
        after=move.target,
        actor_id=actor.id or None,
        actor_name=actor.name,
        made_at=at,
        method=method,
        reason=reason,
        note=note,
        fields=[field.value for field in Field if field in fields],
    )
    certificate.decisions.append(decision)
    session.flush()
    journal.record(
        f"certificate.{action}",
        "certificate",
        certificate.id,
        actor=actor,
        at=at,
        note=note or reason,
        details={"before": before, "after": move.target, "method": method, "decision": decision.id},
    )
    return decision
