"""What officers and artisans may send about lists of results."""

from __future__ import annotations

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from marketplace.certificates.rules import DEFAULT_TERM_MONTHS, MAX_TERM_MONTHS, MIN_TERM_MONTHS
from marketplace.certificates.schemas import PrintedDate
from marketplace.rosters.cells import MOST_UNITS
from marketplace.rosters.claims import read_fact
from marketplace.rosters.operations import Origin
from marketplace.rosters.reading import Plan
from marketplace.rosters.rules import Fact, Meaning
from marketplace.web.forms import Line, Paragraphs, Schema


class UploadForm(Schema):
    """Where a list comes from, and what holds for every row."""

    event: Line = Field(max_length=160)
    body_name: Line = Field(max_length=160)
    body_licence_no: Line = Field(default="", max_length=40)
    scheme: Line = Field(default="", max_length=200)
    issue_date: PrintedDate | None = None
    term_months: int = Field(default=DEFAULT_TERM_MONTHS, ge=MIN_TERM_MONTHS, le=MAX_TERM_MONTHS)
    units: Paragraphs = Field(default="", max_length=6000)

    def origin(self) -> Origin:
        """Return what was typed, as the operations take it."""
        lines = [line[:200] for line in self.units.split("\n") if line]
        return Origin(
            event=self.event,
            body_name=self.body_name,
            body_licence_no=self.body_licence_no,
            scheme=self.scheme,
            issue_date=self.issue_date,
            term_months=self.term_months,
            units=tuple(lines[:MOST_UNITS]),
        )


class MatchForm(Schema):
    """What each column means, in the file's order; "" leaves one out."""

    version: int
    column: list[str] = Field(default_factory=list)
    fact: Fact | None = None
    all_competent: bool = False

    def plan(self, before: Plan) -> Plan:
        """Return the plan this makes of an earlier one."""
        return Plan(
            columns={place: Meaning(word) for place, word in enumerate(self.column) if word in _MEANINGS},
            fact=self.fact,
            all_competent=self.all_competent,
            scheme=before.scheme,
            issue_date=before.issue_date,
            term_months=before.term_months,
            units=before.units,
        )


_MEANINGS = frozenset(meaning.value for meaning in Meaning)


class ImportForm(Schema):
    """The officer's yes to the dry run that was shown."""

    version: int
    seen: str = Field(max_length=64)


class ClaimForm(Schema):
    """An artisan's claim: the number in any spelling, and one more fact, which no page shows again."""

    number: Line = Field(max_length=80)
    fact: Line = Field(max_length=40)

    @field_validator("fact")
    @classmethod
    def _readable(cls, value: str) -> str:
        try:
            read_fact(value)
        except ValueError:
            raise PydanticCustomError("roster.fact", "neither date nor digits") from None
        return value

    def known(self) -> tuple[Fact, str]:
        """Return the fact as it is compared."""
        return read_fact(self.fact)
