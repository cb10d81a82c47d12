"""What an artisan sends in answer."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, field_validator

from marketplace.approvals.rules import MAX_WORDS
from marketplace.listings.rules import MadeBy
from marketplace.listings.schemas import MOST_UNITS, not_both
from marketplace.web.forms import Paragraphs, Schema


class WordForm(Schema):
    """Her own word about the bag."""

    made_by: MadeBy | None = None
    units: list[int] = Field(default_factory=list, max_length=MOST_UNITS)
    outside_certificate: bool = False

    _not_both = field_validator("outside_certificate")(not_both)

    @property
    def word(self) -> dict[str, Any]:
        """As the operation asks for it."""
        return {name: getattr(self, name) for name in type(self).model_fields}


class RefusalForm(Schema):
    """Why not."""

    words: Annotated[Paragraphs, Field(max_length=MAX_WORDS)] = ""
