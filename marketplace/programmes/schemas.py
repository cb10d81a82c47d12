"""What officers may send about programmes and cohorts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from marketplace.programmes.operations import CohortEntry, ProgrammeEntry
from marketplace.programmes.rules import (
    MAX_INTRO,
    MAX_NAME,
    MAX_PLAN,
    MAX_SOURCE,
    MAX_TITLE,
    MAX_VENUE,
    MOST_DAYS,
    MOST_ORGANISERS,
    MOST_PEOPLE,
    MOST_SEATS,
    CohortAction,
    DayLine,
    Figure,
    OrganiserLine,
    OrganiserRole,
)
from marketplace.web.forms import Line, NoIdentityNumber, Paragraphs, Schema, needed

ORGANISER_COLUMNS = ("organiser_role", "organiser_name", "organiser_note", "organiser_note_en")
DAY_COLUMNS = ("day_on", "day_begins", "day_ends", "day_plan", "day_plan_en")
Value = TypeVar("Value")


def _blank_is_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


Title = Annotated[Line, Field(max_length=MAX_TITLE), NoIdentityNumber]
Words = Annotated[Paragraphs, Field(max_length=MAX_INTRO), NoIdentityNumber]
Note = Annotated[Line, Field(max_length=MAX_PLAN), NoIdentityNumber]
Day = Annotated[date | None, BeforeValidator(_blank_is_none)]
Hour = Annotated[time | None, BeforeValidator(_blank_is_none)]
Role = Annotated[OrganiserRole | None, BeforeValidator(_blank_is_none)]
People = Annotated[int | None, Field(default=None, ge=0, le=MOST_PEOPLE)]


class ProgrammeForm(Schema):
    """A programme; its English texts may wait until a cohort is published."""

    version: int = 0
    title: Annotated[Title, needed("missing.title")] = Field(default="", validate_default=True)
    title_en: Title = ""
    craft_code: Annotated[Line, Field(max_length=40)]
    intro: Words = ""
    intro_en: Words = ""

    def entry(self) -> ProgrammeEntry:
        """Return it as the operations take it."""
        return ProgrammeEntry(self.title, self.craft_code, self.title_en, self.intro, self.intro_en)


class CohortForm(Schema):
    """A cohort with its organisers and days, a row each. A row without a name, or a day, may hold nothing else."""

    version: int = 0
    first_on: date
    last_on: date
    place_code: Annotated[Line, Field(max_length=13)] = ""
    venue: Annotated[Line, Field(max_length=MAX_VENUE), NoIdentityNumber] = ""
    seats: int | None = Field(default=None, ge=1, le=MOST_SEATS)
    eligibility: Words = ""
    eligibility_en: Words = ""
    register_from: date | None = None
    register_until: date | None = None
    source: Annotated[Line, Field(max_length=MAX_SOURCE)] = ""
    participants: People
    assessed: People
    competent: People
    certified: People
    organiser_role: list[Role] = Field(default_factory=list, max_length=MOST_ORGANISERS)
    organiser_note: list[Note] = Field(default_factory=list, max_length=MOST_ORGANISERS)
    organiser_note_en: list[Note] = Field(default_factory=list, max_length=MOST_ORGANISERS)
    organiser_name: list[Annotated[Line, Field(max_length=MAX_NAME), NoIdentityNumber]] = Field(
        default_factory=list, max_length=MOST_ORGANISERS
    )
    day_begins: list[Hour] = Field(default_factory=list, max_length=MOST_DAYS)
    day_ends: list[Hour] = Field(default_factory=list, max_length=MOST_DAYS)
    day_plan: list[Note] = Field(default_factory=list, max_length=MOST_DAYS)
    day_plan_en: list[Note] = Field(default_factory=list, max_length=MOST_DAYS)
    day_on: list[Day] = Field(default_factory=list, max_length=MOST_DAYS)

    @field_validator("organiser_name")
    @classmethod
    def _named(cls, names: list[str], info: ValidationInfo) -> list[str]:
        for number in range(1, MOST_ORGANISERS + 1):
            role, note, english = (
                _at(info.data.get(column, []), number)
                for column in ("organiser_role", "organiser_note", "organiser_note_en")
            )
            name = _at(names, number)
            if (role or note or english) and not name:
                raise PydanticCustomError("programmes.organiser_name", "no name", {"number": number})
            if name and not role and "organiser_role" in info.data:
                raise PydanticCustomError("programmes.organiser_role", "no role", {"number": number})
        return names

    @field_validator("day_on")
    @classmethod
    def _dated(cls, days: list[date | None], info: ValidationInfo) -> list[date | None]:
        for number in range(1, MOST_DAYS + 1):
            said = any(_at(info.data.get(column, []), number) for column in DAY_COLUMNS[1:])
            if said and not _at(days, number):
                raise PydanticCustomError("programmes.day_on", "no day", {"number": number})
        return days

    def entry(self) -> CohortEntry:
        """Return it as the operations take it; rows left empty are passed over."""
        organisers = [
            OrganiserLine(
                _at(self.organiser_role, number) or OrganiserRole.PARTNER,
                name,
                _at(self.organiser_note, number) or "",
                _at(self.organiser_note_en, number) or "",
            )
            for number, name in enumerate(self.organiser_name, start=1)
            if name
        ]
        days = [
            DayLine(
                on,
                _at(self.day_begins, number),
                _at(self.day_ends, number),
                _at(self.day_plan, number) or "",
                _at(self.day_plan_en, number) or "",
            )
            for number, on in enumerate(self.day_on, start=1)
            if on
        ]
        figures = {figure: getattr(self, figure.value) for figure in Figure}
        return CohortEntry(
            first_on=self.first_on,
            last_on=self.last_on,
            place_code=self.place_code or None,
            venue=self.venue,
            seats=self.seats,
            eligibility=self.eligibility,
            eligibility_en=self.eligibility_en,
            register_from=self.register_from,
            register_until=self.register_until,
            source=self.source,
            organisers=organisers,
            days=days,
            figures={figure: number for figure, number in figures.items() if number is not None},
        )


class MoveForm(Schema):
    """A step along the lifecycle."""

    version: int = 0
    action: CohortAction


def _at(column: Sequence[Value | None], number: int) -> Value | None:
    return column[number - 1] if number <= len(column) else None


def programme_values(entry: ProgrammeEntry, version: int) -> dict[str, object]:
    """Return what the form shows of a programme that is there already."""
    return {name: getattr(entry, name) for name in ProgrammeEntry.__dataclass_fields__} | {"version": version}


def cohort_values(entry: CohortEntry, version: int) -> dict[str, object]:
    """Return what the form shows of a cohort that is there already."""
    lists = ("organisers", "days", "figures")
    values: dict[str, Any] = {
        name: getattr(entry, name) for name in CohortEntry.__dataclass_fields__ if name not in lists
    }
    for column in ORGANISER_COLUMNS:
        values[column] = [getattr(line, column.removeprefix("organiser_")) for line in entry.organisers]
    for column in DAY_COLUMNS:
        values[column] = [_typed(getattr(line, column.removeprefix("day_"))) for line in entry.days]
    return values | {figure.value: number for figure, number in entry.figures.items()} | {"version": version}


def _typed(value: object) -> object:
    """As an input of the browser writes it."""
    if value is None:
        return ""
    return value.isoformat("minutes") if isinstance(value, time) else value
