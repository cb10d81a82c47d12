"""What people may send about alerts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from marketplace.alerts.rules import MAX_QUERY
from marketplace.kit.emails import normal_email
from marketplace.web.forms import Line, Schema, needed


def _email(value: str) -> str:
    try:
        return normal_email(value)
    except ValueError as error:
        raise PydanticCustomError("email.unreadable", "not an address") from error


class Wish(Schema):
    """What is waited for: the query of a browse page, or the address name of an artisan."""

    query: Annotated[str, Field(max_length=MAX_QUERY)] = ""
    follow: Annotated[Line, Field(max_length=120)] = ""


class WishByMail(Wish):
    """The same from somebody without an account."""

    email: Annotated[Line, needed("missing.email"), Field(max_length=254), AfterValidator(_email)] = Field(
        default="", validate_default=True
    )


class Letters(Schema):
    """Whether letters about one alert are wanted."""

    letters: Literal["on", "off"]
