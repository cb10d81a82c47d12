"""What the artisan and the other officer write."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from marketplace.appeals.rules import MAX_TEXT, Outcome
from marketplace.web.forms import NoIdentityNumber, Paragraphs, Schema


def _written(value: object) -> object:
    if not value:
        raise PydanticCustomError("appeal.text", "nothing was written")
    return value


def _reasoned(value: object) -> object:
    if not value:
        raise PydanticCustomError("appeal.reason", "nothing was written")
    return value


def _chosen(value: object) -> object:
    if not value:
        raise PydanticCustomError("appeal.outcome", "nothing was chosen")
    return value


Text = Annotated[Paragraphs, Field(max_length=MAX_TEXT), NoIdentityNumber]


class AppealForm(Schema):
    """Why the decision is wrong, in the artisan's words."""

    text: Annotated[Text, BeforeValidator(_written)] = Field(default="", validate_default=True)


class AppealDecisionForm(Schema):
    """The outcome, and why; the artisan reads it word for word."""

    outcome: Annotated[Outcome, BeforeValidator(_chosen)] = Field(default="", validate_default=True)
    reason: Annotated[Text, BeforeValidator(_reasoned)] = Field(default="", validate_default=True)
    version: int = 0
