"""A list's rows: which column is what, and which cells are kept at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from marketplace.adapters.spreadsheets.headings import find_headings, letter
from marketplace.adapters.spreadsheets.tables import SheetLimits, Table
from marketplace.batches.columns import REPEATABLE, meaning_of
from marketplace.batches.rules import MAX_ROWS, belongs
from marketplace.kit.errors import TooLarge, Unsupported
from marketplace.kit.identity_numbers import carries_identity_number
from marketplace.kit.text import squeeze, squeeze_lines
from marketplace.listings.rules import MAX_STORY

LIMITS = SheetLimits(
    max_bytes=2_000_000, max_rows=MAX_ROWS + 100, max_columns=60, max_cells=20_000, max_text=MAX_STORY + 100
)
MOST_UNKNOWN = 20
REMOVED = "\N{FULL BLOCK}"
"""Stands for an identity number, which is not kept, so that its cell can be told."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list: its number in the file, and its text by field; blank cells are left out.

    `variations` are the rows under it that are this bag's.
    """

    number: int
    cells: Mapping[str, str]
    variations: Sequence[Line] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list as it is kept. `headings` gives letter and heading by field; columns nobody knows are only named."""

    headings: Mapping[str, tuple[str, str]]
    unknown: Sequence[str]
    lines: Sequence[Line]


def read_table(table: Table) -> Sheet:
    """Return the rows of a list. Raises Unsupported or TooLarge "batch...."."""
    texts = [[squeeze(cell.text) for cell in row] for row in table.rows]
    top = find_headings(texts, meaning_of, {"title", "photos"})
    if top is None:
        raise Unsupported("batch.no_headings")
    meanings, unknown = _meanings(texts[top])
    if "title" not in meanings.values():
        raise Unsupported("batch.no_title")
    lines = [
        Line(number, cells)
        for number, row in enumerate(table.rows[top + 1 :], top + 2)
        if (cells := _cells([cell.text for cell in row], meanings))
    ]
    if not lines:
        raise Unsupported("batch.no_rows")
    if len(lines) > MAX_ROWS:
        raise TooLarge("batch.too_many_rows", limit=MAX_ROWS)
    headings = {field: (letter(place), texts[top][place][:60]) for place, field in reversed(meanings.items())}
    return Sheet(headings, unknown[:MOST_UNKNOWN], _grouped(lines))


def _grouped(lines: Sequence[Line]) -> list[Line]:
    groups: list[list[Line]] = []
    for line in lines:
        if groups and belongs(line.cells, groups[-1][0].cells):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [replace(bag, variations=variations) for bag, *variations in groups]


def _meanings(headings: Sequence[str]) -> tuple[dict[int, str], list[str]]:
    """Return the field of each column that has one; of two columns for one field the first keeps it."""
    meanings: dict[int, str] = {}
    unknown: list[str] = []
    for place, heading in enumerate(headings):
        field = meaning_of(heading)
        if field is not None and (field in REPEATABLE or field not in meanings.values()):
            meanings[place] = field
        elif heading:
            unknown.append(_without_number(heading)[:60])
    return meanings, unknown


def _cells(row: Sequence[str], meanings: Mapping[int, str]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for place, field in meanings.items():
        text = _without_number(squeeze_lines(row[place])) if place < len(row) else ""
        if text:
            cells[field] = f"{cells[field]}\n{text}" if field in cells else text
    return cells


def _without_number(text: str) -> str:
    """Return the text, or a mark for one with somebody's identity number in it: that is not kept for a moment."""
    return REMOVED if carries_identity_number(text) else text
