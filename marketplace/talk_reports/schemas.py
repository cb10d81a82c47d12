"""What people may send: what is wrong with a talk, and an officer's outcome."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from marketplace.talk_reports.rules import MAX_WORDS, MIN_WORDS, Category, Outcome
from marketplace.web.forms import NoIdentityNumber, Paragraphs, Schema, needed

Words = Annotated[
    Paragraphs,
    Field(min_length=MIN_WORDS, max_length=MAX_WORDS),
    NoIdentityNumber,
    needed("talk_report.words"),
]


class ReportForm(Schema):
    """What is wrong; officers alone read the words."""

    category: Annotated[Category, needed("talk_report.category")] = Field(default="", validate_default=True)
    words: Words = Field(default="", validate_default=True)


class RuleForm(Schema):
    """An officer's outcome, and the words both sides read."""

    outcome: Annotated[Outcome, needed("talk_report.outcome")] = Field(default="", validate_default=True)
    words: Words = Field(default="", validate_default=True)
