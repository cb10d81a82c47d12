"""What an officer sends about a proposal."""

from __future__ import annotations

from pydantic import Field

from marketplace.web.forms import Paragraphs, Schema


class AnswerForm(Schema):
    """The answer to a proposal."""

    confirms: bool = False
    answer_note: Paragraphs = Field(default="", max_length=2000)
