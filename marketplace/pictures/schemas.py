"""Captions as people type them, one field for each photo."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from marketplace.pictures.rules import MAX_CAPTION
from marketplace.web.forms import Form, Line, NoIdentityNumber, Schema

CAPTION = "caption-"
"""Begins the name of a field; the photo's number follows."""
_caption: TypeAdapter[str] = TypeAdapter(Annotated[Line, Field(max_length=MAX_CAPTION), NoIdentityNumber])
_CODES = {"string_too_long": "text.too_long", "too_long": "text.too_long"}


class CaptionsForm(Schema):
    """Files, and fields named after photos: none of them is known beforehand."""


def read_captions(form: Form[Any]) -> dict[int, str]:
    """Return what was written under photos, by photo; what cannot be kept becomes an error beside its field."""
    words: dict[int, str] = {}
    for name in form.raw:
        number = name.removeprefix(CAPTION)
        if number == name or not (number.isascii() and number.isdecimal() and len(number) < 19):
            continue
        try:
            words[int(number)] = _caption.validate_python(form.value(name))
        except ValidationError as error:
            kind = error.errors()[0]["type"]
            form.fail(name, _CODES.get(kind, kind), limit=MAX_CAPTION)
    return words
