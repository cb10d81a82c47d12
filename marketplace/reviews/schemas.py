"""What people may send: a review and a reply, which everybody reads, and the wish for the link to a review."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, Field

from marketplace.accounts.schemas import Email
from marketplace.artisans.schemas import without_badge
from marketplace.questions.rules import clean
from marketplace.questions.schemas import without_contacts
from marketplace.reviews.rules import (
    HIGHEST,
    LOWEST,
    MAX_NAME,
    MAX_OBJECTION,
    MAX_REPLY,
    MAX_RULING,
    MAX_WHY,
    MAX_WORDS,
    Aspect,
    Objection,
    Ruling,
    Seen,
)
from marketplace.web.forms import Line, NoIdentityNumber, Paragraphs, Schema, needed
from marketplace.web.row_numbers import row_number

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


class ReportForm(Schema):
    """What is wrong with a review; officers alone read the words."""

    reason: Annotated[Objection, needed("review.objection")] = Field(default="", validate_default=True)
    words: Annotated[Paragraphs, Field(max_length=MAX_OBJECTION), NoIdentityNumber] = ""


class _OfPage(Schema):
    """What the page showed when the officer decided; `reports` as numbers with a comma between."""

    seen: int = 0
    decided: int = 0
    reports: str = ""

    @property
    def shown(self) -> Seen:
        """The same as the rules take it; what is no number of a row was not shown."""
        numbers = (row_number(one) for one in self.reports.split(","))
        return Seen(self.seen, self.decided, frozenset(one for one in numbers if one is not None))


class _RulingForm(_OfPage):
    words: Annotated[
        Paragraphs, Field(max_length=MAX_RULING), NoIdentityNumber, needed("review.ruling_words")
    ] = Field(default="", validate_default=True)


class HideForm(_RulingForm):
    """Why an officer hides a review: the ground everybody reads, the words author and artisan get."""

    ground: Annotated[Objection, needed("review.ground")] = Field(default="", validate_default=True)


class ShowForm(_RulingForm):
    """Whether a hidden one is shown again, and why."""

    ruling: Annotated[Ruling, needed("review.ruling")] = Field(default="", validate_default=True)


class KeepForm(_OfPage):
    """What may stay."""


class ReplyForm(Schema):
    """The artisan's reply."""

    reply: Annotated[Public, Field(max_length=MAX_REPLY), needed("review.reply")] = Field(
        default="", validate_default=True
    )
