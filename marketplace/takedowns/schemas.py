"""What an officer writes who takes a bag down or gives it back, and what its maker writes against it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from marketplace.appeals.rules import Outcome
from marketplace.reports.rules import Reason
from marketplace.takedowns.rules import MAX_REASON, MAX_TEXT
from marketplace.web.forms import NoIdentityNumber, Paragraphs, Schema, needed

Reasoned = Annotated[Paragraphs, Field(max_length=MAX_REASON), NoIdentityNumber, needed("appeal.reason")]
"""An officer's words, which the maker reads."""


class TakeDownForm(Schema):
    """On which ground, why, and the number of the report it follows from."""

    ground: Annotated[Reason, needed("takedown.ground")] = Field(default="", validate_default=True)
    reason: Reasoned = Field(default="", validate_default=True)
    report: int | None = None


class GiveBackForm(Schema):
    """Why it is given back."""

    back_reason: Reasoned = Field(default="", validate_default=True)
    version: int = 0


class BagAppealForm(Schema):
    """Why the decision is wrong, or what she has mended."""

    text: Annotated[Paragraphs, Field(max_length=MAX_TEXT), NoIdentityNumber, needed("appeal.text")] = Field(
        default="", validate_default=True
    )


class BagAppealDecisionForm(Schema):
    """What comes of the appeal, and why."""

    outcome: Annotated[Outcome, needed("appeal.outcome")] = Field(default="", validate_default=True)
    answer: Reasoned = Field(default="", validate_default=True)
    version: int = 0
