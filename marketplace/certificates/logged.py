"""What the decision log is told of a decision about a certificate, and whether the rows still say the same."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy import select

from marketplace.access.actors import Actor
from marketplace.certificates.models import Certificate, Decision
from marketplace.database.session import session
from marketplace.decision_log.models import LogEntry, LogOpening
from marketplace.decision_log.rules.entries import Deed, canonical, moment, seal

SUBJECT = "decision"
AT_A_TIME = 500
CLAIM = (
    "paper",
    "holder_name",
    "certificate_no",
    "registration_no",
    "blanko_no",
    "body_name",
    "body_licence_no",
    "scheme",
    "issue_date",
    "valid_until",
)


def deed_of(certificate: Certificate, decision: Decision, actor: Actor) -> Deed:
    """Return what was decided. Names, numbers and reasons are sealed; a code is public once there is one."""
    return Deed(
        action=f"certificate.{decision.action}",
        actor=actor,
        at=decision.made_at,
        record=certificate.code,
        before=decision.before.value,
        after=decision.after.value,
        details=details_of(decision),
        private={**grounds_of(decision), "claim": claim_of(certificate)},
    )


def details_of(decision: Decision) -> dict[str, str]:
    """How it was checked, and why it was withdrawn: what everybody may read."""
    given = {"method": decision.method, "ground": decision.ground}
    return {name: value.value for name, value in given.items() if value is not None}


def grounds_of(decision: Decision) -> dict[str, str]:
    """What stays between the officer and the artisan."""
    return {
        "certificate": str(decision.certificate_id),
        "reason": decision.reason,
        "note": decision.note,
        "fields": " ".join(decision.fields),
    }


def claim_of(certificate: Certificate) -> str:
    """What the certificate said when it was decided about, as one text."""
    plain = {name: _text(getattr(certificate, name)) for name in CLAIM}
    units = {str(unit.position): f"{unit.code} {unit.title}" for unit in certificate.units}
    return canonical({**plain, "units": units})


def _text(value: str | date | None) -> str:
    return value.isoformat() if isinstance(value, date) else value or ""


def strays() -> Iterator[str]:
    """Yield a sentence for each decision that the log does not hold, or holds otherwise than its row says.

    A decision whose seals were erased is compared by its public part alone.
    """
    about = (LogOpening.subject_type == SUBJECT) & (LogOpening.subject_id == Decision.id)
    query = (
        select(Decision, LogEntry.entry, LogOpening.salt)
        .outerjoin(LogOpening, about)
        .outerjoin(LogEntry, LogEntry.seq == LogOpening.seq)
        .order_by(Decision.id)
        .limit(AT_A_TIME)
    )
    last = 0
    while page := session.execute(query.where(Decision.id > last)).all():
        for decision, entry, salt in page:
            if not entry:
                yield f"decision {decision.id} is not in the log"
            elif not _agrees(decision, json.loads(entry), salt):
                yield f"decision {decision.id} says something else than its entry in the log"
            last = decision.id


def _agrees(decision: Decision, leaf: Mapping[str, object], salt: bytes | None) -> bool:
    sealed = leaf["sealed"]
    plain = {
        "action": f"certificate.{decision.action}",
        "at": moment(decision.made_at),
        "before": decision.before.value,
        "after": decision.after.value,
        "details": details_of(decision),
    }
    return all(leaf[name] == value for name, value in plain.items()) and all(
        salt is None or (isinstance(sealed, Mapping) and sealed[name] == seal(salt, name, value))
        for name, value in grounds_of(decision).items()
    )
