"""What buyers' browsers may send about bags set aside."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from marketplace.favourites.rules import MOST_CODES, read_codes
from marketplace.web.forms import Schema


def _codes(values: list[str]) -> list[str]:
    return read_codes(values)


def _one(value: str) -> str:
    found = read_codes([value], 1)
    if not found:
        raise PydanticCustomError("choice", "not the code of a bag")
    return found[0]


class OneBag(Schema):
    """One bag, to be kept."""

    b: Annotated[str, Field(max_length=40), AfterValidator(_one)]


class Bags(Schema):
    """Several bags by code; what is no code is left out, what is too many as well."""

    b: Annotated[list[str], Field(max_length=MOST_CODES * 2), AfterValidator(_codes)] = Field(
        default_factory=list
    )
