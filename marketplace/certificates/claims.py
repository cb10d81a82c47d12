"""What an artisan claims: the fields of the paper, as printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from marketplace.certificates.numbers import normal_no
from marketplace.certificates.papers import Paper
from marketplace.certificates.rules import Field, expiry
from marketplace.kit.text import fold, normal_key

LONGEST_KEY, LONGEST_SHORT_KEY, LONGEST_NAME_KEY = 80, 40, 160
EARLIEST_YEAR = 2004
"""BNSP was founded by a regulation of that year; nothing older carries its name."""


class Term(StrEnum):
    """The choice offered for the term; nothing is chosen beforehand."""

    THREE_YEARS = "three_years"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """One line of the back: the title, and the code where one is printed."""

    title: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """The typed fields, cleaned but otherwise letter by letter. `valid_until` only where a last day is printed."""

    paper: Paper | None = None
    holder_name: str = ""
    certificate_no: str = ""
    registration_no: str = ""
    blanko_no: str = ""
    body_name: str = ""
    body_licence_no: str = ""
    field: str = ""
    scheme: str = ""
    scheme_en: str = ""
    issue_place: str = ""
    issue_date: date | None = None
    term_months: int | None = None
    valid_until: date | None = None
    signatory: str = ""
    units: tuple[UnitEntry, ...] = ()

    @property
    def last_day(self) -> date | None:
        """The last valid day: the printed one, else the one that follows from the term."""
        if self.valid_until is not None or self.issue_date is None or self.term_months is None:
            return self.valid_until
        return expiry(self.issue_date, self.term_months)

    def keys(self) -> Mapping[str, str]:
        """Return the normalised columns. Where no licence is printed the body's name stands in for it.

        Folding can lengthen a text, hence the cuts.
        """
        return {
            "holder_name_folded": fold(self.holder_name)[:LONGEST_NAME_KEY],
            "certificate_no_key": normal_no(self.certificate_no)[:LONGEST_KEY],
            "registration_no_key": normal_no(self.registration_no)[:LONGEST_KEY],
            "blanko_no_key": normal_key(self.blanko_no)[:LONGEST_SHORT_KEY],
            "body_licence_key": (normal_key(self.body_licence_no) or normal_key(self.body_name))[
                :LONGEST_SHORT_KEY
            ],
        }


def field_of_input(name: str) -> Field | None:
    """Return the part of a claim to which an input of the form belongs, as officers name the parts."""
    return _PARTS.get(name)


def input_of_field(field: Field) -> str:
    """Return the input an error about this part belongs to."""
    return next(name for name, part in _PARTS.items() if part is field)


_PARTS: Mapping[str, Field] = {
    "paper": Field.PAPER,
    "holder_name": Field.HOLDER_NAME,
    "certificate_no": Field.CERTIFICATE_NO,
    "registration_no": Field.REGISTRATION_NO,
    "blanko_no": Field.BLANKO_NO,
    "body_name": Field.BODY,
    "body_licence_no": Field.BODY,
    "signatory": Field.BODY,
    "scheme": Field.SCHEME,
    "scheme_en": Field.SCHEME,
    "field": Field.SCHEME,
    "issue_date": Field.ISSUE_DATE,
    "issue_place": Field.ISSUE_DATE,
    "term": Field.TERM,
    "term_months": Field.TERM,
    "valid_until": Field.TERM,
    "unit_title": Field.UNITS,
    "scan_front": Field.SCAN_FRONT,
    "scan_back": Field.SCAN_BACK,
}
