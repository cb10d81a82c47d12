"""What officers send from the renewal desk."""

from __future__ import annotations

from pydantic import Field

from marketplace.renewals.rules import Step
from marketplace.web.forms import Schema


class StepsForm(Schema):
    """Everything that is done by now; what is not ticked is not."""

    done: list[Step] = Field(default_factory=list)
