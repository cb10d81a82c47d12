"""What the page of one certificate shows of the reading of its photo."""

from __future__ import annotations

from typing import Any

from marketplace.certificates import rekeying
from marketplace.certificates.models import Certificate
from marketplace.certificates.rekeying_rules import ReadField, Reading, differing, letters
from marketplace.web.formatting import date_long


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
