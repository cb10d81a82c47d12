"""Reading separated text (CSV): which letters, which separator, then the rows."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from io import StringIO

from marketplace.adapters.spreadsheets.tables import Cell, SheetLimits, Table
from marketplace.kit.errors import TooLarge, Unsupported

SEPARATORS = ",;\t"
SNIFFED_LINES = 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = frozenset(map(chr, range(32))) - set("\t\r\n\f")


def read_separated(data: bytes, limits: SheetLimits) -> Table:
    """Return the rows of a CSV file in any of the ways Excel writes one. Raises Unsupported or TooLarge."""
    text = decode(data)
    if not _CONTROLS.isdisjoint(text):
        raise Unsupported("sheet.not_a_sheet")
    csv.field_size_limit(limits.max_bytes)
    rows: list[tuple[Cell, ...]] = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=separator_of(text), strict=True):
            rows.append(tuple(Cell(value[: limits.max_text + 1]) for value in row))
            if len(row) > limits.max_columns:
                raise TooLarge("sheet.too_many_columns", limit=limits.max_columns)
            if len(rows) > limits.max_rows:
                raise TooLarge("sheet.too_many_rows", limit=limits.max_rows)
    except csv.Error as error:
        raise Unsupported("sheet.quotes") from error
    return Table(tuple(rows))


def decode(data: bytes) -> str:
    """Return the text of UTF-8, UTF-16 (with a mark, or told by its zeros) or Windows-1252. Raises Unsupported."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data, name)
    zeros = data[:2000].count(0)
    if zeros:
        return _decoded(data, "utf-16-le" if data[1:2000:2].count(0) * 2 > zeros else "utf-16-be")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(data, "cp1252")


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise Unsupported("sheet.encoding") from error


def separator_of(text: str) -> str:
    """Return the separator that most lines share the count of; a comma where there is none at all."""
    lines = [line for line in text.splitlines()[:SNIFFED_LINES] if line.strip()]
    best, score = ",", (0, 0)
    for separator in SEPARATORS:
        counts = Counter(count for line in lines if (count := _outside_quotes(line, separator)))
        if not counts:
            continue
        columns, lines_alike = max(counts.items(), key=lambda pair: (pair[1], pair[0]))
        if (lines_alike, columns) > score:
            best, score = separator, (lines_alike, columns)
    return best


def _outside_quotes(line: str, separator: str) -> int:
    return sum(part.count(separator) for part in line.split('"')[::2])
