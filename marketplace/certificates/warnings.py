"""Everything an officer should look at twice in one certificate, put together in one place: warnings, never refusals.

What was not recorded raises no warning: a certificate that is not linked to the register says nothing of a licence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from marketplace.bodies.models import Body
from marketplace.bodies.rules import lacked_licence
from marketplace.certificates import queries, rekeying
from marketplace.certificates.likeness import Likeness, names_agree
from marketplace.certificates.models import Certificate, Scan
from marketplace.certificates.numbers import NumberWarning, number_warnings
from marketplace.certificates.rules import Field, ScanSide, expiry


class Oddity(StrEnum):
    """What does not fit together in a certificate and what it is linked to."""

    NAME_DIFFERS = "name_differs"
    LICENCE_NOT_ACTIVE = "licence_not_active"
    TERM_DIFFERS = "term_differs"


Kind = Likeness | NumberWarning | Oddity

CONCERNS: dict[Kind, tuple[Field, ...]] = {
    Likeness.SCAN: (Field.SCAN_FRONT, Field.SCAN_BACK),
    Likeness.SIMILAR_SCAN: (Field.SCAN_FRONT, Field.SCAN_BACK),
    Likeness.CERTIFICATE_NO: (Field.CERTIFICATE_NO,),
    Likeness.REGISTRATION_NO: (Field.REGISTRATION_NO,),
    Likeness.BLANKO_NO: (Field.BLANKO_NO,),
    Likeness.HOLDER_NAME: (Field.HOLDER_NAME,),
    NumberWarning.UNUSUAL_CERTIFICATE_NO: (Field.CERTIFICATE_NO,),
    NumberWarning.UNUSUAL_REGISTRATION_NO: (Field.REGISTRATION_NO,),
    NumberWarning.UNUSUAL_LICENCE_NO: (Field.BODY,),
    NumberWarning.LICENCE_MISMATCH: (Field.REGISTRATION_NO, Field.BODY),
    NumberWarning.YEARS_DIFFER: (Field.CERTIFICATE_NO, Field.REGISTRATION_NO, Field.ISSUE_DATE),
    Oddity.NAME_DIFFERS: (Field.HOLDER_NAME,),
    Oddity.LICENCE_NOT_ACTIVE: (Field.BODY, Field.ISSUE_DATE),
    Oddity.TERM_DIFFERS: (Field.TERM,),
}
"""Which fields of the certificate to look at. (Enums of strings: no two members may share a value.)"""


@dataclass(frozen=True, slots=True)
class Warned:
    """One thing to look at twice. `other` is the certificate it is alike to, which may be so in several ways.

    `pair` are the scans to be laid side by side, its own first, while the files of both are there.
    """

    kinds: tuple[Kind, ...]
    other: Certificate | None = None
    pair: tuple[Scan, Scan] | None = None

    @property
    def concerns(self) -> list[Field]:
        """The fields it is about, in the order of the paper."""
        wanted = {field for kind in self.kinds for field in CONCERNS[kind]}
        return [field for field in Field if field in wanted]

    @property
    def name(self) -> str:
        """Who the other one is; nothing while its photo is unread: its claim is kept from whoever may read it."""
        if self.other is None or rekeying.is_unread(self.other):
            return ""
        return self.other.holder_name or self.other.artisan.name


def warnings_of(certificate: Certificate) -> list[Warned]:
    """Return all warnings about a certificate: other ones it resembles, the gravest first, then its own; five queries.

    Expects artisan, account, body and scans to be at hand.
    """
    own: list[Kind] = [
        *number_warnings(
            certificate.certificate_no,
            certificate.registration_no,
            certificate.body_licence_no,
            certificate.issue_date,
        ),
        *oddities(certificate, certificate.artisan.account.name, certificate.body),
    ]
    alike = [
        Warned(tuple(kinds), other, _pair(certificate, other, kinds[0]))
        for other, kinds in queries.lookalikes(certificate)
    ]
    return [*alike, *(Warned((kind,)) for kind in own)]


def _pair(certificate: Certificate, other: Certificate, kind: Likeness) -> tuple[Scan, Scan] | None:
    """Return two scans to compare where a likeness is one of scans, which is always the first of the kinds."""
    for mine in certificate.kept_scans:
        for theirs in other.kept_scans:
            same = kind is Likeness.SCAN and mine.digest == theirs.digest
            fronts = kind is Likeness.SIMILAR_SCAN and mine.side is theirs.side is ScanSide.FRONT
            if (same or fronts) and mine.pages and theirs.pages:
                return mine, theirs
    return None


def oddities(certificate: Certificate, account_name: str, body: Body | None) -> Iterator[Oddity]:
    """Yield what does not fit together, in the order of the enum."""
    if certificate.holder_name and not names_agree(certificate.holder_name, account_name):
        yield Oddity.NAME_DIFFERS
    if (
        body is not None
        and certificate.issue_date is not None
        and lacked_licence(
            body.licence_status, body.licence_valid_until, body.checked_on, certificate.issue_date
        )
    ):
        yield Oddity.LICENCE_NOT_ACTIVE
    if term_differs(certificate.issue_date, certificate.term_months, certificate.valid_until):
        yield Oddity.TERM_DIFFERS


def term_differs(issue_date: date | None, term_months: int | None, valid_until: date | None) -> bool:
    """Whether a printed last day is another one than date of issue and term give; all three must be known."""
    if issue_date is None or term_months is None or valid_until is None:
        return False
    return expiry(issue_date, term_months) != valid_until
