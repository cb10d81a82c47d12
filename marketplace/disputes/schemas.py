"""What people may send: what is wrong, a reply, how to settle it, an officer's outcome."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from marketplace.disputes.rules import MAX_NOTE, MAX_WORDS, MIN_WORDS, Category, Ending, Outcome
from marketplace.web.forms import NoIdentityNumber, Paragraphs, Schema, needed

Words = Annotated[
    Paragraphs,
    Field(min_length=MIN_WORDS, max_length=MAX_WORDS),
    NoIdentityNumber,
    needed("dispute.words"),
]
Note = Annotated[Paragraphs, Field(max_length=MAX_NOTE), NoIdentityNumber]


class OpenForm(Schema):
    """What is wrong."""

    category: Annotated[Category, needed("dispute.category")] = Field(default="", validate_default=True)
    words: Words = Field(default="", validate_default=True)


class ReplyForm(Schema):
    """The other side."""

    words: Words = Field(default="", validate_default=True)


class ProposeForm(Schema):
    """How one side would settle it."""

    ending: Annotated[Ending, needed("dispute.ending")] = Field(default="", validate_default=True)
    note: Note = ""


class AcceptForm(Schema):
    """Which proposal was seen: its number among the events."""

    seen: int = Field(ge=1)


class WithdrawForm(Schema):
    """Why it is taken back, for whoever likes to say."""

    why: Note = ""


class DecideForm(Schema):
    """An officer's outcome, and the words both sides read."""

    outcome: Annotated[Outcome, needed("dispute.outcome")] = Field(default="", validate_default=True)
    words: Words = Field(default="", validate_default=True)
    version: int = 0
