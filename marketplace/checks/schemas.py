"""What officers and people of certifying bodies may send about a check."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from marketplace.certificates.rules import Method
from marketplace.checks.rules import Outcome
from marketplace.web.forms import Paragraphs, Schema


class CheckForm(Schema):
    """An officer's check. Which outcomes a source can have is said by the operation."""

    source: Method
    outcome: Outcome
    remark: Annotated[Paragraphs, Field(max_length=2000)] = ""


class HolderForm(Schema):
    """What a body says of one holder."""

    outcome: Outcome
    remark: Annotated[Paragraphs, Field(max_length=2000)] = ""
