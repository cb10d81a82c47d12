"""What people may send about their feed."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from marketplace.notices.hours import USUAL_HOUR, ZONES
from marketplace.notices.rules import Way
from marketplace.web.forms import Schema


class ReadAll(Schema):
    """Up to which row the page was shown."""

    up_to: Annotated[int, Field(ge=1, lt=2**31)]


def _known_zone(value: str) -> str:
    """Refuse a time zone that was not offered."""
    if value not in ZONES:
        raise PydanticCustomError("choice", "not offered")
    return value


Hour = Annotated[int, Field(ge=0, le=23)]


class Choices(Schema):
    """How letters are wanted. Quiet hours are both given or neither: the view says so beside the field."""

    questions: Way | None = None
    reminders: Way | None = None
    zone: Annotated[str, Field(max_length=64), AfterValidator(_known_zone)]
    digest: Hour = USUAL_HOUR
    quiet_from: Hour | None = None
    quiet_until: Hour | None = None
