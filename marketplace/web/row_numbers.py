"""Numbers in addresses: those a row can have. A longer one leads nowhere, instead of to the database."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter

LARGEST = 2**31 - 1
"""The largest key of a row."""


class RowNumber(IntegerConverter):
    """`<int:name>` in a rule: one to ten digits, at most LARGEST."""

    regex = "[0-9]{1,10}"

    def __init__(self, map: Any, *values: Any, **options: Any) -> None:
        super().__init__(map, *values, **{"max": LARGEST, **options})


def install(app: Flask) -> None:
    """Read every `<int:...>` so; before the first route is registered."""
    app.url_map.converters["int"] = RowNumber


def row_number(text: str) -> int | None:
    """The number written in a field, 0 included; None for what cannot be one of a row."""
    written = text.isascii() and text.isdecimal() and len(text) <= 10
    return int(text) if written and int(text) <= LARGEST else None
