"""What people may send: a review and a reply, which everybody reads, and the wish for the link to a review."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, Field

from marketplace.accounts.schemas import Email
from marketplace.artisans.schemas import without_badge
from marketplace.questions.rules import clean
from marketplace.questions.schemas import without_contacts
from marketplace.reviews.rules import HIGHEST, LOWEST, MAX_NAME, MAX_REPLY, MAX_WHY, MAX_WORDS, Aspect
from marketplace.web.forms import Line, NoIdentityNumber, Paragraphs, Schema, needed

Mark = Annotated[int, Field(ge=LOWEST, le=HIGHEST), needed("review.mark")]
Public = Annotated[Paragraphs, AfterValidator(clean), NoIdentityNumber, AfterValidator(without_contacts)]
"""Plain text that everybody reads."""
Why = Annotated[Public, Field(max_length=MAX_WHY)]


class ReviewForm(Schema):
    """A review: four marks, reasons of the low ones, words, and the name it is shown with."""

    name: Annotated[
        Line,
        Field(max_length=MAX_NAME),
        AfterValidator(clean),
        AfterValidator(without_badge),
        NoIdentityNumber,
        AfterValidator(without_contacts),
        needed("review.name"),
    ] = Field(default="", validate_default=True)
    as_described: Mark = Field(default="", validate_default=True)
    made_well: Mark = Field(default="", validate_default=True)
    on_time: Mark = Field(default="", validate_default=True)
    communication: Mark = Field(default="", validate_default=True)
    why_as_described: Why = ""
    why_made_well: Why = ""
    why_on_time: Why = ""
    why_communication: Why = ""
    words: Annotated[Public, Field(max_length=MAX_WORDS)] = ""

    @property
    def marks(self) -> Mapping[Aspect, int]:
        """The marks by aspect."""
        return {aspect: getattr(self, aspect.value) for aspect in Aspect}

    @property
    def reasons(self) -> Mapping[Aspect, str]:
        """The reasons by aspect, "" where none was given."""
        return {aspect: getattr(self, f"why_{aspect.value}") for aspect in Aspect}


class LinkForm(Schema):
    """Where the letter with the link goes; heard where the order has a telephone number alone."""

    email: Email | None = None


class ReplyForm(Schema):
    """The artisan's reply."""

    reply: Annotated[Public, Field(max_length=MAX_REPLY), needed("review.reply")] = Field(
        default="", validate_default=True
    )
