"""What people may send: a public question, its answer, a report about it, an officer's reason."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from marketplace.artisans.schemas import without_badge
from marketplace.kit.emails import normal_email
from marketplace.questions.rules import (
    MAX_ANSWER,
    MAX_EMAIL,
    MAX_NAME,
    MAX_QUESTION,
    MAX_REASON,
    MIN_QUESTION,
    FlagReason,
    clean,
    contact_in,
)
from marketplace.web.forms import Line, NoIdentityNumber, Paragraphs, Schema, needed

TRAP = "website"
"""A field no person sees: what fills it in is no person."""


def without_contacts(text: str) -> str:
    """Refuse what reaches somebody elsewhere."""
    found = contact_in(text)
    if found is not None:
        raise PydanticCustomError(f"question.has_{found}", "a way to be reached")
    return text


def _email(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return normal_email(value)
    except ValueError as error:
        raise PydanticCustomError("question.email", "not an e-mail address") from error


Public = Annotated[Paragraphs, AfterValidator(clean), NoIdentityNumber, AfterValidator(without_contacts)]
"""Plain text that everybody reads."""
Name = Annotated[
    Line,
    Field(max_length=MAX_NAME),
    AfterValidator(clean),
    AfterValidator(without_badge),
    NoIdentityNumber,
    AfterValidator(without_contacts),
]


class QuestionForm(Schema):
    """A question everybody may read. The address is for the answer alone, and need not be given."""

    name: Annotated[Name, needed("question.name")] = Field(default="", validate_default=True)
    question: Annotated[
        Public, Field(min_length=MIN_QUESTION, max_length=MAX_QUESTION), needed("question.body")
    ] = Field(default="", validate_default=True)
    email: Annotated[str, Field(max_length=MAX_EMAIL), BeforeValidator(_email)] | None = None
    website: str = ""


class PublicAnswerForm(Schema):
    """What the artisan says to everybody."""

    answer: Annotated[Public, Field(max_length=MAX_ANSWER), needed("question.answer")] = Field(
        default="", validate_default=True
    )


class FlagForm(Schema):
    """Why somebody reports a question."""

    reason: Annotated[FlagReason, needed("question.flag")] = Field(default="", validate_default=True)


class RemoveForm(Schema):
    """Why an officer removes it."""

    reason: Annotated[Line, Field(max_length=MAX_REASON), NoIdentityNumber, needed("question.reason")] = (
        Field(default="", validate_default=True)
    )
