"""Tables for spreadsheet programs, in which no cell is ever taken for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from flask import Response, make_response

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
_BOM = "\ufeff"


def safe_cell(value: object) -> str:
    """Return a cell's text; one that a spreadsheet would run gets an apostrophe in front (OWASP, CSV injection)."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def csv_file(name: str, header: Sequence[object], rows: Iterable[Sequence[object]]) -> Response:
    """Answer with a CSV file in UTF-8 that Excel opens as such. `name` is ours: letters, digits, dashes, dots."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow([safe_cell(cell) for cell in header])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    response = make_response((_BOM + buffer.getvalue()).encode("utf-8"))
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
