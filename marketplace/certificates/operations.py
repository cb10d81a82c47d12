"""Changing certificates. `_move` is the only writer of the status."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.audit import operations as journal
from marketplace.certificates import demands, logged, mails, queries, rekeying, scans, scope
from marketplace.certificates.grounds import NEEDS_SECOND, Ground
from marketplace.certificates.models import Certificate, Decision
from marketplace.certificates.papers import TRAINING_PAPERS
from marketplace.certificates.rules import (
    LIFECYCLE,
    Action,
    Field,
    Method,
    ScanSide,
    expiry,
    missing_for_submission,
)
from marketplace.database.session import session
from marketplace.decision_log import operations as decision_log
from marketplace.kit.codes import new_record_code
from marketplace.kit.errors import Conflict, Forbidden, Incomplete, Invalid

CODE_TRIES = 50
NOT_ON_LISTS = frozenset({Field.SCAN_FRONT, Field.UNITS})
"""What the issuer's own list of results makes up for, or does not say."""

Follower = Callable[[Certificate, Decision, Actor], None]
_FOLLOWERS: list[Follower] = []


def follow(follower: Follower) -> None:
    """Have a feature above do its part of every step, in the same transaction; said when the application is made."""
    if follower not in _FOLLOWERS:
        _FOLLOWERS.append(follower)


def submit(
    certificate: Certificate,
    *,
    actor: Actor,
    at: datetime,
    version: int | None = None,
    on_list: bool = False,
) -> Decision:
    """Hand a certificate to the officers. Raises Incomplete with every part that is missing, named as in Field.

    One that stands on its issuer's list of results (`on_list`) needs no photo.
    """
    policy.require(actor, Permission.SUBMIT_CERTIFICATE, certificate)
    LIFECYCLE.move(certificate.status, Action.SUBMIT)
    not_needed = NOT_ON_LISTS if on_list else frozenset()
    missing = {
        field.value: f"certificate.{field}"
        for field in missing_for_submission(_given(certificate))
        if field not in not_needed
    }
    for side in ScanSide:
        scan = scans.of_side(certificate, side)
        if scan is not None and scan.failure:
            missing[f"scan_{side}"] = "certificate.scan_unreadable"
    if missing:
        raise Incomplete(missing)
    demands.require_version(certificate, version)
    certificate.submitted_at = at
    return _move(certificate, Action.SUBMIT, actor=actor, at=at)


def _given(certificate: Certificate) -> dict[Field, object]:
    return {
        Field.PAPER: certificate.paper,
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
    decision = _move(certificate, Action.WITHDRAW_SUBMISSION, actor=actor, at=at)
    certificate.submitted_at = None
    session.flush()
    return decision


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
    differences: Collection[str] = (),
    units: Collection[int] = (),
    version: int | None = None,
    today: date | None = None,
    ground: Ground | None = None,
    seconded: bool = False,
    choose_code: Callable[[str], str] = new_record_code,
) -> Decision:
    """Make an officer's decision, remember it, and tell the artisan; all in the caller's transaction.

    `prefix` begins the public code a first verification gives. `today` is the local day, against which the day of
    the check is held; without it, the latest day it can be anywhere at that moment. A verification in spite of
    `differences` between the paper and what is known, or between two readings of its photo, needs a note; a photo
    nobody has read stands in the way. `units` are the rows a reduction of scope takes away, or a restoration gives
    back; their bags lose the badge, or have it again, with this transaction. Raises Conflict (the step does not exist
    from here, or `version` is out of date), Forbidden (not this person, or their own certificate), Incomplete or
    Invalid, naming the inputs "reason", "note", "method", "checked_on", "fields", "units", "reading", "action".
    """
    if action in NEEDS_SECOND and not seconded:
        raise Forbidden("decision.needs_second")
    demands.require_free(certificate, actor)
    demands.require_version(certificate, version)
    move = LIFECYCLE.move(certificate.status, action)
    if move.permission is not Permission.REVIEW_CERTIFICATE or action is Action.VERIFY_FROM_LIST:
        raise Forbidden()
    if action is Action.VERIFY:
        differences = {*differences, *rekeying.require(certificate)}
    demands.require_grounds(certificate, action, reason, note, method, checked_on, fields, differences, units)
    if checked_on is not None:
        demands.require_sensible_day(certificate, checked_on, today or (at + timedelta(hours=14)).date())
    if action is Action.VERIFY:
        _prepare_record(certificate, prefix, choose_code)
    if action is Action.REDUCE_SCOPE:
        scope.withdraw(certificate, units, today or at.date(), actor=actor, at=at)
    if action is Action.RESTORE_SCOPE:
        scope.restore(certificate, units, actor=actor, at=at)
    certificate.checked_on = checked_on or certificate.checked_on
    certificate.method = method or certificate.method
    certificate.decided_by_id = actor.id or None
    decision = _move(
        certificate,
        action,
        actor=actor,
        at=at,
        reason=reason,
        note=note,
        method=method,
        fields=fields,
        ground=ground,
    )
    mails.decided(certificate, decision, at=at)
    return decision


def verify_from_roster(
    certificate: Certificate,
    *,
    officer: Actor,
    checked_on: date,
    at: datetime,
    prefix: str,
    choose_code: Callable[[str], str] = new_record_code,
) -> Decision:
    """Make a record of a draft that is its issuer's own row: the decision of the officer who imported the list.

    `checked_on` is the day of the import. Raises Invalid where the number is a record already, Forbidden where the
    officer would decide on their own file.
    """
    _prepare_record(certificate, prefix, choose_code)
    certificate.checked_on, certificate.method = checked_on, Method.CITY_LIST
    certificate.decided_by_id, certificate.submitted_at = officer.id, at
    decision = _move(certificate, Action.VERIFY_FROM_LIST, actor=officer, at=at, method=Method.CITY_LIST)
    mails.decided(certificate, decision, at=at)
    return decision


def _prepare_record(certificate: Certificate, prefix: str, choose_code: Callable[[str], str]) -> None:
    """Give a certificate what a public record needs: dates, a number nobody else has, a code."""
    last_day = certificate.valid_until
    if last_day is None and certificate.issue_date and certificate.term_months:
        last_day = expiry(certificate.issue_date, certificate.term_months)
    if certificate.paper is None:
        raise Invalid({"action": "certificate.paper_unknown"})
    if certificate.issue_date is None or (last_day is None and certificate.paper not in TRAINING_PAPERS):
        raise Invalid({"action": "certificate.undated"})
    if queries.decided_twin(certificate) is not None:
        raise Invalid({"action": "certificate.duplicate"})
    certificate.code = certificate.code or _free_code(prefix, choose_code)
    certificate.valid_until = last_day


def _free_code(prefix: str, choose_code: Callable[[str], str]) -> str:
    for _ in range(CODE_TRIES):
        code = choose_code(prefix)
        if not queries.code_is_taken(code):
            return code
    raise Conflict("certificate.no_code")


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
    ground: Ground | None = None,
) -> Decision:
    """Take one step of the lifecycle and write it down: as a decision, in the public log, and in the journal."""
    move = LIFECYCLE.move(certificate.status, action)
    policy.require(actor, move.permission, certificate)
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
        ground=ground,
    )
    certificate.decisions.append(decision)
    session.flush()
    decision_log.append(logged.deed_of(certificate, decision, actor), about=(logged.SUBJECT, decision.id))
    for follower in _FOLLOWERS:
        follower(certificate, decision, actor)
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
