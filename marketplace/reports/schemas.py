"""What people may send about a record or a bag they doubt, and what the artisan and the officers answer."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from marketplace.kit.emails import normal_email
from marketplace.reports.rules import (
    MAX_EMAIL,
    MAX_NAME,
    MAX_SENTENCE,
    MAX_TEXT,
    MIN_TEXT,
    MIN_WORDS,
    Outcome,
    Reason,
)
from marketplace.web.forms import Line, NoIdentityNumber, Paragraphs, Schema, needed


def a_sentence(text: str) -> str:
    """Refuse what is too short to be looked into."""
    if len(text) < MIN_TEXT or len(text.split()) < MIN_WORDS:
        raise PydanticCustomError("report.few_words", "no sentence")
    return text


def _email(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return normal_email(value)
    except ValueError as error:
        raise PydanticCustomError("report.email", "not an e-mail address") from error


Text = Annotated[Paragraphs, Field(max_length=MAX_TEXT), NoIdentityNumber]


class ReportForm(Schema):
    """A doubt about a record or a bag. Name and address are for the outcome alone, and need not be given."""

    reason: Annotated[Reason, needed("report.reason")] = Field(default="", validate_default=True)
    text: Annotated[Text, AfterValidator(a_sentence), needed("report.body")] = Field(
        default="", validate_default=True
    )
    name: Annotated[Line, Field(max_length=MAX_NAME), NoIdentityNumber] | None = None
    email: Annotated[str, Field(max_length=MAX_EMAIL), BeforeValidator(_email)] | None = None


class ForwardForm(Schema):
    """What the artisan is told, in the officer's words."""

    summary: Annotated[Text, needed("report.summary")] = Field(default="", validate_default=True)
    version: int = 0


class ReplyForm(Schema):
    """The artisan's side."""

    reply: Annotated[Text, needed("report.reply")] = Field(default="", validate_default=True)


class CloseForm(Schema):
    """The outcome, and the sentence that everybody reads."""

    outcome: Annotated[Outcome, needed("report.outcome")] = Field(default="", validate_default=True)
    sentence: Annotated[Line, Field(max_length=MAX_SENTENCE), NoIdentityNumber, needed("report.sentence")] = (
        Field(default="", validate_default=True)
    )
    version: int = 0
