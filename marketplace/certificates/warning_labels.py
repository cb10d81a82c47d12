"""What an officer is told to look at twice, in words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext

from marketplace.certificates.likeness import Likeness
from marketplace.certificates.numbers import NumberWarning
from marketplace.certificates.warnings import Oddity

NUMBERS: Mapping[StrEnum, LazyString] = {
    NumberWarning.UNUSUAL_CERTIFICATE_NO: lazy_gettext("The certificate number has an unusual form."),
    NumberWarning.UNUSUAL_REGISTRATION_NO: lazy_gettext("The registration number has an unusual form."),
    NumberWarning.UNUSUAL_LICENCE_NO: lazy_gettext("The LSP's licence number has an unusual form."),
    NumberWarning.LICENCE_MISMATCH: lazy_gettext(
        "The registration number names another LSP than the licence number does."
    ),
    NumberWarning.YEARS_DIFFER: lazy_gettext("The years in the numbers and in the date differ."),
}
ODDITIES: Mapping[StrEnum, LazyString] = {
    Oddity.NAME_DIFFERS: lazy_gettext("The name on the paper differs from the name of the account."),
    Oddity.LICENCE_NOT_ACTIVE: lazy_gettext(
        "By the register, the licence of the linked body was not active on the date of issue."
    ),
    Oddity.TERM_DIFFERS: lazy_gettext(
        "The last day is not the one that follows from date of issue and term."
    ),
}
LIKENESSES: Mapping[StrEnum, LazyString] = {
    Likeness.SCAN: lazy_gettext("The very same photo"),
    Likeness.SIMILAR_SCAN: lazy_gettext("A very similar photo"),
    Likeness.CERTIFICATE_NO: lazy_gettext("The same certificate number"),
    Likeness.REGISTRATION_NO: lazy_gettext("The same registration number"),
    Likeness.BLANKO_NO: lazy_gettext("The same blanko number"),
    Likeness.HOLDER_NAME: lazy_gettext("The same name"),
}
LABELS = (NUMBERS, ODDITIES, LIKENESSES)
