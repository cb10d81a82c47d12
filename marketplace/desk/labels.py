"""Words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext

from marketplace.certificates.rekeying_rules import ReadField

LABELS: Mapping[StrEnum, LazyString] = {
    ReadField.CERTIFICATE_NO: lazy_gettext("Certificate number"),
    ReadField.HOLDER_NAME: lazy_gettext("Name on the certificate"),
    ReadField.ISSUE_DATE: lazy_gettext("Date of issue"),
    ReadField.LAST_DAY: lazy_gettext("Valid until"),
}
MESSAGES: Mapping[str, LazyString] = {
    "decision.reading": lazy_gettext("Read the photo first: it may not be approved unread."),
    "certificate.read_already": lazy_gettext("Somebody has read this photo meanwhile, or it is decided."),
    "certificate.last_day": lazy_gettext(
        "Write a day such as 31 October 2028, or a term such as 3 years, and nothing before the date of issue."
    ),
}
