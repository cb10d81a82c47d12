"""What the artisan's form and the officer's form may send."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from marketplace.artisans.rules import Technique
from marketplace.certificates.claims import EARLIEST_YEAR, Claim, Term, UnitEntry
from marketplace.certificates.grounds import Ground
from marketplace.certificates.papers import Paper
from marketplace.certificates.printed_dates import read_printed_date
from marketplace.certificates.rekeying_rules import Reading, read_last_day
from marketplace.certificates.rules import (
    DEFAULT_TERM_MONTHS,
    MAX_TERM_MONTHS,
    MIN_TERM_MONTHS,
    Action,
    Method,
)
from marketplace.certificates.rules import Field as Part
from marketplace.web.forms import Line, NoIdentityNumber, Paragraphs, Schema, needed

MOST_UNITS = 40
SEEN = ("legible", "signed", "original")
"""What an officer confirms to have seen on the photo before approving."""


def _printed(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        day = read_printed_date(value)
    except ValueError:
        raise PydanticCustomError("certificate.date", "not a date") from None
    if day.year < EARLIEST_YEAR:
        raise PydanticCustomError("certificate.date_old", "too long ago")
    return day


Words = Annotated[Line, NoIdentityNumber]
"""What a paper says in words. Its numbers are left alone: no certificate is refused for the form of one."""
Remarks = Annotated[Paragraphs, NoIdentityNumber]
PrintedDate = Annotated[date, BeforeValidator(_printed)]


class CertificateForm(Schema):
    """A certificate as typed by the artisan; everything may still be missing."""

    version: int = 0
    paper: Paper | None = None
    holder_name: Words = Field(default="", max_length=120)
    certificate_no: Line = Field(default="", max_length=80)
    registration_no: Line = Field(default="", max_length=80)
    blanko_no: Line = Field(default="", max_length=40)
    body_name: Words = Field(default="", max_length=160)
    body_licence_no: Line = Field(default="", max_length=40)
    field: Words = Field(default="", max_length=160)
    scheme: Words = Field(default="", max_length=200)
    scheme_en: Words = Field(default="", max_length=200)
    issue_place: Words = Field(default="", max_length=80)
    issue_date: PrintedDate | None = None
    term: Term | None = None
    term_months: int | None = Field(default=None, ge=MIN_TERM_MONTHS, le=MAX_TERM_MONTHS)
    valid_until: PrintedDate | None = None
    signatory: Words = Field(default="", max_length=120)
    unit_code: list[Line] = Field(default_factory=list, max_length=MOST_UNITS)
    unit_title: list[Words] = Field(default_factory=list, max_length=MOST_UNITS)
    consent: bool = False

    @field_validator("valid_until")
    @classmethod
    def _ends_after_start(cls, value: date | None, info: ValidationInfo) -> date | None:
        start = info.data.get("issue_date")
        if value is not None and start is not None and value < start:
            raise PydanticCustomError("certificate.ends_before_start", "ends before it starts")
        return value

    @field_validator("unit_code")
    @classmethod
    def _short_codes(cls, value: list[str]) -> list[str]:
        return _at_most(value, 40)

    @field_validator("unit_title")
    @classmethod
    def _titled(cls, value: list[str], info: ValidationInfo) -> list[str]:
        _at_most(value, 200)
        codes = info.data.get("unit_code", [])
        for number, code in enumerate(codes, start=1):
            if code and not (number <= len(value) and value[number - 1]):
                raise PydanticCustomError(
                    "certificate.unit_title", "a code without title", {"number": number}
                )
        return value

    def claim(self) -> Claim:
        """Return what was typed, as the operations take it."""
        codes = [*self.unit_code, *[""] * len(self.unit_title)]
        months = DEFAULT_TERM_MONTHS if self.term is Term.THREE_YEARS else self.term_months
        typed: dict[str, Any] = {
            name: getattr(self, name)
            for name in Claim.__dataclass_fields__
            if name not in ("units", "term_months")
        }
        units = tuple(
            UnitEntry(title, code) for title, code in zip(self.unit_title, codes, strict=False) if title
        )
        return Claim(**typed, term_months=months if self.term else None, units=units)


def _at_most(values: list[str], limit: int) -> list[str]:
    if any(len(value) > limit for value in values):
        raise PydanticCustomError("text.too_long", "too long", {"limit": limit})
    return values


def typed_values(claim: Claim, version: int, date_words: Any) -> dict[str, object]:
    """Return what the form shows of a claim that was kept earlier; `date_words` writes a day the way it is read."""
    values: dict[str, object] = {
        name: getattr(claim, name)
        for name in Claim.__dataclass_fields__
        if name not in ("units", "term_months", "issue_date", "valid_until")
    }
    three_years = claim.term_months == DEFAULT_TERM_MONTHS
    printed = claim.valid_until if claim.valid_until != _computed(claim) else None
    return values | {
        "version": version,
        "issue_date": date_words(claim.issue_date),
        "valid_until": date_words(printed),
        "term": "" if claim.term_months is None else Term.THREE_YEARS if three_years else Term.OTHER,
        "term_months": "" if three_years or claim.term_months is None else claim.term_months,
        "unit_code": [unit.code for unit in claim.units],
        "unit_title": [unit.title for unit in claim.units],
    }


def _computed(claim: Claim) -> date | None:
    return Claim(issue_date=claim.issue_date, term_months=claim.term_months).last_day


class DecisionForm(Schema):
    """An officer's decision. What it needs depends on the action: the operation says what is missing."""

    action: Action
    version: int
    method: Method | None = None
    checked_on: PrintedDate | None = None
    seen: list[str] = Field(default_factory=list)
    fields: list[Part] = Field(default_factory=list)
    units: list[int] = Field(default_factory=list, max_length=MOST_UNITS)
    units_back: list[int] = Field(default_factory=list, max_length=MOST_UNITS)
    ground: Ground | None = None
    reason: Remarks = Field(default="", max_length=2000)
    note: Remarks = Field(default="", max_length=2000)

    def chosen_units(self) -> list[int]:
        """Return the rows the action is about; none where it is about no unit."""
        return {Action.REDUCE_SCOPE: self.units, Action.RESTORE_SCOPE: self.units_back}.get(self.action, [])


class RekeyForm(Schema):
    """What an officer reads from the photo. `last_day` is a day or a term, as printed; empty where neither is."""

    certificate_no: Annotated[Line, Field(max_length=80), needed("certificate.certificate_no")] = Field(
        default="", validate_default=True
    )
    holder_name: Annotated[Words, Field(max_length=120), needed("certificate.holder_name")] = Field(
        default="", validate_default=True
    )
    issue_date: Annotated[PrintedDate, needed("certificate.issue_date")] = Field(
        default="", validate_default=True
    )
    last_day: Line = Field(default="", max_length=80)

    @field_validator("last_day")
    @classmethod
    def _day_or_term(cls, value: str, info: ValidationInfo) -> str:
        try:
            read_last_day(value, info.data.get("issue_date"))
        except ValueError:
            raise PydanticCustomError("certificate.last_day", "neither a day nor a term") from None
        return value

    def reading(self) -> Reading:
        """Return what was read, as the operation takes it."""
        last_day = read_last_day(self.last_day, self.issue_date)
        return Reading(self.certificate_no, self.holder_name, self.issue_date, last_day)


class ScopeForm(Schema):
    """What an officer found a certificate to be. Boxes of techniques are named "<row of the unit>:<technique>"."""

    version: int
    paper: Paper | None = None
    body: int | None = None
    scheme: int | None = None
    techniques: list[str] = Field(default_factory=list, max_length=MOST_UNITS * len(Technique))

    @field_validator("techniques")
    @classmethod
    def _known(cls, boxes: list[str]) -> list[str]:
        if any(box.partition(":")[2] not in list(Technique) for box in boxes):
            raise PydanticCustomError("choice", "not a technique")
        return boxes

    def techniques_of(self, rows: Sequence[int]) -> dict[int, frozenset[Technique]]:
        """Return what was ticked for each of these rows; boxes of other rows are passed over."""
        ticked = [box.partition(":") for box in self.techniques]
        return {
            row: frozenset(Technique(value) for number, _, value in ticked if number == str(row))
            for row in rows
        }


def scope_values(
    version: int,
    paper: Paper | None,
    body_id: int | None,
    scheme_id: int | None,
    techniques: Mapping[int, frozenset[Technique]],
) -> dict[str, object]:
    """Return what the form shows of a certificate as it is kept."""
    boxes = [f"{row}:{technique}" for row, covered in techniques.items() for technique in sorted(covered)]
    return {"version": version, "paper": paper, "body": body_id, "scheme": scheme_id, "techniques": boxes}


class RenewsForm(Schema):
    """Which earlier record a certificate renews; empty for none."""

    renews: int | None = None
