"""What comes out of a spreadsheet, and how large it may be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CellKind(StrEnum):
    """How the file held a value; the letter is what passes between the processes."""

    TEXT = "t"
    NUMBER = "n"
    DATE = "d"


@dataclass(frozen=True, slots=True)
class Cell:
    """One value as text: a date in ISO form, a whole number without its decimals, a text as it stands."""

    text: str = ""
    kind: CellKind = CellKind.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one sheet from its first line on, blank ones too. `merged` are the numbers of rows, from 1, in
    which cells are joined; `sheet` is the sheet's name, empty for separated text."""

    rows: tuple[tuple[Cell, ...], ...]
    sheet: str = ""
    merged: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class SheetLimits:
    """What a file may be at most. Bytes, rows, columns, filled cells, characters a cell, and how a zip may unfold."""

    max_bytes: int = 5_000_000
    max_rows: int = 3_000
    max_columns: int = 100
    max_cells: int = 100_000
    max_text: int = 1_000
    max_entries: int = 1_000
    max_unpacked: int = 40_000_000
    max_ratio: int = 200
    """Unpacked bytes for one packed byte; a sheet of numbers stays below 30."""


DEFAULT_LIMITS = SheetLimits()
