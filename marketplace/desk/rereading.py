"""Who has to read the photo of a certificate first, and what its page shows of the reading."""

from __future__ import annotations

from typing import Any

from marketplace.access.actors import Actor
from marketplace.certificates import rekeying
from marketplace.certificates.models import Certificate
from marketplace.certificates.rekeying_rules import ReadField, Reading, differing, letters
from marketplace.relatives import queries as relatives
from marketplace.web.formatting import date_long


def must_read_first(certificate: Certificate, actor: Actor) -> bool:
    """Whether the claim is still to be kept from this officer. Who has no say in the file need not read it."""
    if not rekeying.is_unread(certificate) or certificate.account_id == actor.id:
        return False
    return not (
        relatives.are_related(actor.id, certificate.artisan_id) or rekeying.has_opened(certificate, actor)
    )


def rekeying_panel(certificate: Certificate) -> dict[str, Any] | None:
    """Return who read the photo when, and both sides of every field; None where nobody has."""
    kept = rekeying.current(certificate)
    if kept is None:
        return None
    read, claimed = rekeying.read_of(kept), rekeying.claimed(certificate)
    apart = differing(read, claimed)
    ours, theirs = _words(read), _words(claimed)
    rows = [
        (field, theirs[field], field not in apart, letters(theirs[field], ours[field])) for field in ReadField
    ]
    return {"kept": kept, "rows": rows, "differs": bool(apart)}


def _words(reading: Reading) -> dict[ReadField, str]:
    return {
        ReadField.CERTIFICATE_NO: reading.certificate_no,
        ReadField.HOLDER_NAME: reading.holder_name,
        ReadField.ISSUE_DATE: date_long(reading.issue_date),
        ReadField.LAST_DAY: date_long(reading.last_day),
    }
