"""What officers and artisans may send about opportunities."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from marketplace.opportunities.operations import Entry
from marketplace.opportunities.rules import (
    MAX_OFFERER,
    MAX_OUTCOME,
    MAX_TITLE,
    MAX_WORDS,
    MOST_AREAS,
    MOST_PLACES,
    MOST_UNITS,
    Action,
    Kind,
)
from marketplace.web.forms import Line, NoIdentityNumber, Paragraphs, Schema, needed

Title = Annotated[Line, Field(max_length=MAX_TITLE), NoIdentityNumber]
Words = Annotated[Paragraphs, Field(max_length=MAX_WORDS), NoIdentityNumber]


class OpportunityForm(Schema):
    """An opportunity; its English texts may wait until it is published."""

    version: int = 0
    kind: Kind
    title: Annotated[Title, needed("opportunities.title")] = Field(default="", validate_default=True)
    title_en: Title = ""
    description: Words = ""
    description_en: Words = ""
    offered_by: Annotated[
        Line, Field(max_length=MAX_OFFERER), NoIdentityNumber, needed("opportunities.offered_by")
    ] = Field(default="", validate_default=True)
    place_code: Annotated[Line, Field(max_length=13)] = ""
    first_on: date | None = None
    last_on: date | None = None
    deadline: date
    places: int | None = Field(default=None, ge=1, le=MOST_PLACES)
    units: list[Annotated[Line, Field(max_length=220)]] = Field(default_factory=list, max_length=MOST_UNITS)
    rule_valid: bool = False
    rule_until: date | None = None
    areas: list[Annotated[Line, Field(max_length=13)]] = Field(default_factory=list, max_length=MOST_AREAS)

    def entry(self) -> Entry:
        """Return it as the operations take it."""
        kept = self.model_dump(exclude={"version", "units", "areas", "place_code"})
        return Entry(
            **kept, place_code=self.place_code or None, units=tuple(self.units), areas=tuple(self.areas)
        )


class MoveForm(Schema):
    """A step along the lifecycle."""

    version: int = 0
    action: Action


class ShortlistForm(Schema):
    """One application, onto the shortlist or off it."""

    application: int = Field(ge=1, le=2**31 - 1)
    wanted: bool = False


class OutcomeForm(Schema):
    """Who is chosen, and optional words to all who applied."""

    version: int = 0
    chosen: list[int] = Field(default_factory=list, max_length=MOST_PLACES)
    words: Annotated[Paragraphs, Field(max_length=MAX_OUTCOME), NoIdentityNumber] = ""


class ApplyForm(Schema):
    """The second tap: whether her number may be seen with it."""

    with_contact: bool = False


def values_of(entry: Entry, version: int) -> dict[str, object]:
    """Return what the form shows of one that is there already."""
    values = {name: getattr(entry, name) for name in Entry.__dataclass_fields__}
    values["rule_valid"] = "1" if entry.rule_valid else None
    return values | {"version": version}
