"""What officers may send about bodies and schemes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from marketplace.artisans.rules import Technique
from marketplace.bodies.operations import BodyEntry, SchemeEntry, UnitLine
from marketplace.bodies.rules import (
    LONGEST_ADDRESS,
    MAX_LEVEL,
    MIN_LEVEL,
    MOST_UNITS,
    LicenceStatus,
    LspType,
    SchemeKind,
    StandardType,
    Stream,
    read_address,
    techniques_by_row,
)
from marketplace.web.forms import Line, Schema

COLUMNS = ("unit_title", "unit_code", "unit_title_en", "unit_means", "unit_means_en")
TECHNIQUES = frozenset(technique.value for technique in Technique)


def _address(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return read_address(value.strip())
    except ValueError:
        raise PydanticCustomError("body.address", "not a plain https address") from None


Address = Annotated[str, BeforeValidator(_address)]


class BodyForm(Schema):
    """One body. Days are sent the way a date field of a browser sends them."""

    version: int = 0
    name: Annotated[Line, Field(max_length=160)]
    name_en: Annotated[Line, Field(max_length=160)] = ""
    stream: Stream
    lsp_type: LspType = LspType.UNKNOWN
    licence_no: Annotated[Line, Field(max_length=40)] = ""
    decree: Annotated[Line, Field(max_length=120)] = ""
    licence_status: LicenceStatus = LicenceStatus.UNKNOWN
    licence_valid_until: date | None = None
    directory_url: Annotated[Address, Field(max_length=LONGEST_ADDRESS)] = ""
    checked_on: date | None = None

    def entry(self) -> BodyEntry:
        """Return it as the operations take it."""
        return BodyEntry(**{name: getattr(self, name) for name in BodyEntry.__dataclass_fields__})


Title = Annotated[Line, Field(max_length=200)]


class SchemeForm(Schema):
    """One scheme with its units, a row each. A row without a title may hold nothing else."""

    version: int = 0
    title: Title
    title_en: Title = ""
    kind: SchemeKind = SchemeKind.UNKNOWN
    level: int | None = Field(default=None, ge=MIN_LEVEL, le=MAX_LEVEL)
    field: Annotated[Line, Field(max_length=160)] = ""
    standard_ref: Title = ""
    standard_type: StandardType = StandardType.UNKNOWN
    unit_code: list[Annotated[Line, Field(max_length=40)]] = Field(
        default_factory=list, max_length=MOST_UNITS
    )
    unit_title_en: list[Title] = Field(default_factory=list, max_length=MOST_UNITS)
    unit_means: list[Title] = Field(default_factory=list, max_length=MOST_UNITS)
    unit_means_en: list[Title] = Field(default_factory=list, max_length=MOST_UNITS)
    unit_techniques: list[str] = Field(default_factory=list, max_length=MOST_UNITS * len(Technique))
    unit_title: list[Title] = Field(default_factory=list, max_length=MOST_UNITS)

    @field_validator("unit_techniques")
    @classmethod
    def _known(cls, boxes: list[str]) -> list[str]:
        if any(box.partition(":")[2] not in TECHNIQUES for box in boxes):
            raise PydanticCustomError("choice", "not a technique")
        return boxes

    @field_validator("unit_title")
    @classmethod
    def _titled(cls, titles: list[str], info: ValidationInfo) -> list[str]:
        rows = [info.data.get(column, []) for column in COLUMNS[1:]]
        ticked = techniques_by_row(info.data.get("unit_techniques", []), MOST_UNITS)
        for number in range(1, MOST_UNITS + 1):
            said = any(_at(row, number) for row in rows) or ticked[number - 1]
            if said and not _at(titles, number):
                raise PydanticCustomError("body.unit_title", "a row without title", {"number": number})
        return titles

    def entry(self) -> SchemeEntry:
        """Return it as the operations take it; rows left empty are passed over."""
        ticked = techniques_by_row(self.unit_techniques, MOST_UNITS)
        units = tuple(
            UnitLine(
                title=title,
                code=_at(self.unit_code, number),
                title_en=_at(self.unit_title_en, number),
                means=_at(self.unit_means, number),
                means_en=_at(self.unit_means_en, number),
                techniques=frozenset(Technique(value) for value in ticked[number - 1]),
            )
            for number, title in enumerate(self.unit_title, start=1)
            if title
        )
        kept = {name: getattr(self, name) for name in SchemeEntry.__dataclass_fields__ if name != "units"}
        return SchemeEntry(**kept, units=units)


def _at(column: Sequence[str], number: int) -> str:
    return column[number - 1] if number <= len(column) else ""


def body_values(entry: BodyEntry, version: int) -> dict[str, object]:
    """Return what the form shows of a body that is there already."""
    return {name: getattr(entry, name) for name in BodyEntry.__dataclass_fields__} | {"version": version}


def scheme_values(entry: SchemeEntry, version: int) -> dict[str, object]:
    """Return what the form shows of a scheme that is there already."""
    values: dict[str, Any] = {
        name: getattr(entry, name) for name in SchemeEntry.__dataclass_fields__ if name != "units"
    }
    for column in COLUMNS:
        values[column] = [getattr(line, column.removeprefix("unit_")) for line in entry.units]
    values["unit_techniques"] = [
        f"{number}:{technique.value}"
        for number, line in enumerate(entry.units, start=1)
        for technique in sorted(line.techniques)
    ]
    return values | {"version": version}
