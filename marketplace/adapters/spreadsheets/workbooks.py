"""Reading a workbook that passed its inspection. Formulas are never worked out: the value the file holds is used."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from marketplace.adapters.spreadsheets.tables import Cell, CellKind, SheetLimits, Table
from marketplace.kit.errors import Unsupported


def read_workbook(data: bytes, limits: SheetLimits) -> Table:
    """Return the first visible sheet that holds anything. Raises Unsupported."""
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        for sheet_facts in workbook.sheets_metadata:
            if sheet_facts.visible is not SheetVisibleEnum.Visible:
                continue
            if sheet_facts.typ is not SheetTypeEnum.WorkSheet:
                continue
            sheet = workbook.get_sheet_by_name(sheet_facts.name)
            if sheet.height:
                return _table(sheet, limits)
    except (CalamineError, ValueError, IndexError, OSError) as error:
        raise Unsupported("sheet.not_readable") from error
    raise Unsupported("sheet.empty")


def _table(sheet: CalamineSheet, limits: SheetLimits) -> Table:
    rows = sheet.to_python(skip_empty_area=False, nrows=limits.max_rows + 1)
    return Table(
        rows=tuple(tuple(cell_of(value, limits) for value in row) for row in rows),
        sheet=sheet.name[: limits.max_text],
        merged=_merged(sheet, limits),
    )


def _merged(sheet: CalamineSheet, limits: SheetLimits) -> frozenset[int]:
    """Return the numbers of the rows with joined cells, from 1."""
    joined: set[int] = set()
    for (first, _), (last, _) in sheet.merged_cell_ranges or ():
        joined.update(range(first + 1, min(last, limits.max_rows) + 2))
    return frozenset(joined)


def cell_of(value: Any, limits: SheetLimits) -> Cell:
    """Return a value as text. One that is too long is cut one character past the limit, so that it can be told."""
    match value:
        case bool():
            return Cell(str(value).upper())
        case int() | float():
            return Cell(_number(value), CellKind.NUMBER)
        case datetime():
            return Cell(value.date().isoformat(), CellKind.DATE)
        case date():
            return Cell(value.isoformat(), CellKind.DATE)
        case time() | timedelta():
            return Cell(str(value))
    return Cell(str(value)[: limits.max_text + 1])


def _number(value: float) -> str:
    return str(int(value)) if value == value and abs(value) < 1e22 and value == int(value) else repr(value)
