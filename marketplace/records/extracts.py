"""The record for programs: what its page shows, as plain values. Nothing the page does not show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from marketplace.certificates.models import Certificate
from marketplace.certificates.papers import Paper
from marketplace.certificates.rules import VERIFYING, Standing
from marketplace.records.beside import Beside
from marketplace.records.doubts import Doubt
from marketplace.records.history import PUBLIC_ACTIONS
from marketplace.records.queries import Siblings
from marketplace.toolbox import toolbox
from marketplace.web.formatting import day_of
from marketplace.web.links import absolute_url

CERTIFIES = "the competence of a person in the units listed; no product is certified or inspected"

ATTEMPTS = "a source that did not answer, or did not know the number, says nothing about authenticity"


def as_data(
    certificate: Certificate,
    standing: Standing,
    siblings: Siblings,
    beside: Beside,
    doubts: Sequence[Doubt] = (),
) -> dict[str, Any]:
    """Return the record as JSON-ready values. Days are ISO 8601 on the installation's calendar.

    `standing` says what it is worth on `as_of`, the only day the answer is about. What was not recorded is null.
    """
    box = toolbox()
    evidence = beside.evidence
    return {
        "code": certificate.code,
        "url": absolute_url("records.record", locale=box.settings.locale, code=certificate.code),
        "standing": {
            "kind": standing.kind.value,
            "is_valid": standing.is_valid,
            "as_of": _day(standing.today),
            "worked_out_at": box.clock().isoformat(timespec="seconds"),
            "valid_from": _day(standing.valid_from),
            "valid_until": _day(standing.valid_until),
        },
        "paper": certificate.paper.value if certificate.paper else None,
        "certifies": None if standing.is_training else CERTIFIES,
        "holder": certificate.holder_name,
        "scheme": {"id": certificate.scheme, "en": certificate.scheme_en or None},
        "field": certificate.field or None,
        "units": [
            {
                "code": unit.code or None,
                "id": unit.title,
                "en": unit.title_en or None,
                "withdrawn_on": _day(unit.withdrawn_on),
            }
            for unit in certificate.units
        ],
        "issuer": {
            "authority": "BNSP" if certificate.paper is Paper.BNSP else None,
            "body": certificate.body_name or None,
            "licence": certificate.body_licence_no or None,
        },
        "certificate_number": certificate.certificate_no or None,
        "registration_number": certificate.registration_no or None,
        "checked": {
            "on": _day(certificate.checked_on),
            "method": certificate.method.value if certificate.method else None,
        },
        "renews": siblings.renews.code if siblings.renews else None,
        "renewed_by": siblings.renewed_by.code if siblings.renewed_by else None,
        "attempts": [
            {"on": _day(event.checked_on), "method": event.method.value, "outcome": event.outcome.value}
            for event in evidence.attempts
        ],
        "attempts_note": ATTEMPTS if evidence.attempts else None,
        "being_looked_into": evidence.mismatch is not None,
        "history": [
            {
                "event": decision.action.value,
                "on": _day(day_of(decision.made_at)),
                "ground": decision.ground.value if decision.ground else None,
            }
            for decision in certificate.decisions
            if decision.action in VERIFYING or decision.action in PUBLIC_ACTIONS
        ],
        "reports": [_doubt(one) for one in doubts if one.kind == "report"],
        "appeals": [_doubt(one) for one in doubts if one.kind == "appeal"],
    }


def _doubt(doubt: Doubt) -> dict[str, str | None]:
    begun, ended = _day(day_of(doubt.begun_at)), _day(day_of(doubt.ended_at))
    plain = {"begun_on": begun, "ended_on": ended, "outcome": doubt.outcome}
    return {**plain, "sentence": doubt.sentence} if doubt.sentence else plain


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
