"""What an artisan sends in answer."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from marketplace.approvals.rules import MAX_WORDS
from marketplace.listings.rules import MadeBy
from marketplace.listings.schemas import MOST_UNITS
from marketplace.web.forms import Paragraphs, Schema


class WordForm(Schema):
    """Her own word about the bag."""

    made_by: MadeBy | None = None
    units: list[int] = Field(default_factory=list, max_length=MOST_UNITS)
    outside_certificate: bool = False

    @field_validator("outside_certificate")
    @classmethod
    def _inside_or_outside(cls, outside: bool, info: ValidationInfo) -> bool:
        if outside and info.data.get("units"):
            raise PydanticCustomError("listing.outside_and_inside", "both inside and outside")
        return outside

    @property
    def word(self) -> dict[str, Any]:
        """As the operation asks for it."""
        return {name: getattr(self, name) for name in type(self).model_fields}


class RefusalForm(Schema):
    """Why not."""

    words: Annotated[Paragraphs, Field(max_length=MAX_WORDS)] = ""
