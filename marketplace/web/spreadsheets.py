"""Tables for spreadsheet programs, in which no cell is ever taken for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from flask import Response, make_response

from marketplace.adapters.spreadsheets.writing import DANGEROUS, Value, write_workbook

_BOM = "\ufeff"


def safe_cell(value: object) -> str:
    """Return a cell's text; one that a spreadsheet would run gets an apostrophe in front (OWASP, CSV injection)."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(DANGEROUS) else text


def csv_file(name: str, header: Sequence[object], rows: Iterable[Sequence[object]]) -> Response:
    """Answer with a CSV file in UTF-8 that Excel opens as such. `name` is ours: letters, digits, dashes, dots."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow([safe_cell(cell) for cell in header])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return _file(name, (_BOM + buffer.getvalue()).encode("utf-8"), "text/csv; charset=utf-8")


def xlsx_file(
    name: str,
    sheet: str,
    header: Sequence[object],
    rows: Iterable[Sequence[Value]],
    widths: Sequence[int] = (),
) -> Response:
    """Answer with a workbook of one sheet, numbers and days as such. `name` is ours, as in `csv_file`."""
    body = write_workbook(sheet, [str(cell) for cell in header], rows, widths)
    return _file(name, body, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def _file(name: str, body: bytes, kind: str) -> Response:
    response = make_response(body)
    response.headers["Content-Type"] = kind
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
