"""Who may decide on a file, and what a decision has to say before it is made."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import LIFECYCLE, NEEDS_METHOD, Action, Field, Method
from marketplace.kit.errors import Conflict, Forbidden, Incomplete, Invalid
from marketplace.relatives import operations as relatives


def require_free(certificate: Certificate, actor: Actor) -> None:
    """Raise Forbidden unless this person may decide on this file: an officer, not the holder, no declared relative."""
    if certificate.account_id == actor.id:
        raise Forbidden("decision.own_file")
    policy.require(actor, Permission.REVIEW_CERTIFICATE, certificate)
    relatives.require_none(actor, certificate.artisan_id)


def require_version(certificate: Certificate, version: int | None) -> None:
    """Raise Conflict when somebody has changed the certificate since it was read."""
    if version is not None and certificate.version != version:
        raise Conflict()


def require_grounds(
    certificate: Certificate,
    action: Action,
    reason: str,
    note: str,
    method: Method | None,
    checked_on: date | None,
    fields: Collection[Field],
    differences: Collection[str],
    units: Collection[int],
) -> None:
    """Raise Incomplete with every input that a decision needs and has not got."""
    missing: dict[str, str] = {}
    if LIFECYCLE.move(certificate.status, action).needs_reason and not reason.strip():
        missing["reason"] = "decision.reason"
    if action in NEEDS_METHOD:
        if method is None:
            missing["method"] = "decision.method"
        if checked_on is None:
            missing["checked_on"] = "decision.checked_on"
    if action is Action.VERIFY and differences and not note.strip():
        missing["note"] = "decision.note"
    if action is Action.ASK_CHANGES and not fields:
        missing["fields"] = "decision.fields"
    if action in (Action.REDUCE_SCOPE, Action.RESTORE_SCOPE) and not units:
        missing["units"] = "decision.units"
    if missing:
        raise Incomplete(missing)


def require_sensible_day(certificate: Certificate, checked_on: date, today: date) -> None:
    """Raise Invalid for a check made after `today`, or before there was a paper."""
    if checked_on > today:
        raise Invalid({"checked_on": "decision.checked_in_future"})
    if certificate.issue_date is not None and checked_on < certificate.issue_date:
        raise Invalid({"checked_on": "decision.checked_before_issue"})
