"""What officers may send about lists for fairs."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from marketplace.fair_lists.rules import MAX_FOR, Span
from marketplace.web.forms import Line, NoIdentityNumber, Schema, needed


class HoldersQuery(Schema):
    """Which holders: of one unit, of all places or one."""

    unit: Annotated[Line, Field(max_length=220)] = ""
    place: Annotated[Line, Field(max_length=13)] = ""


class LinkForm(Schema):
    """A link to give out."""

    unit: Annotated[Line, Field(max_length=220)]
    place: Annotated[Line, Field(max_length=13)] = ""
    given_to: Annotated[Line, Field(max_length=MAX_FOR), NoIdentityNumber, needed("fair_list.given_to")] = (
        Field(default="", validate_default=True)
    )
    span: Span = Span.MONTH
