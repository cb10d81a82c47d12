"""What people may send about their feed."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from marketplace.adapters.push.endpoints import MAX_ENDPOINT
from marketplace.notices.hours import USUAL_HOUR
from marketplace.notices.rules import Way
from marketplace.web.forms import Schema


class ReadAll(Schema):
    """Up to which row the page was shown."""

    up_to: Annotated[int, Field(ge=1, lt=2**31)]


class Listening(Schema):
    """What a browser that asks for notices says of itself. The view looks whether it can be so."""

    endpoint: Annotated[str, Field(min_length=1, max_length=MAX_ENDPOINT)]
    p256dh: Annotated[str, Field(min_length=1, max_length=88)]
    auth: Annotated[str, Field(min_length=1, max_length=24)]


Hour = Annotated[int, Field(ge=0, le=23)]


class Choices(Schema):
    """How letters are wanted. The view looks whether the zone was offered and quiet hours are whole."""

    questions: Way | None = None
    orders: Way | None = None
    requests: Way | None = None
    reviews: Way | None = None
    reminders: Way | None = None
    opportunities: Way | None = None
    zone: Annotated[str, Field(max_length=64)]
    digest: Hour = USUAL_HOUR
    quiet_from: Hour | None = None
    quiet_until: Hour | None = None
