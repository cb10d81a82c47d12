"""One file from bytes to table: what it is, whether it may be opened, what it holds."""

from __future__ import annotations

from marketplace.adapters.spreadsheets.containers import FileKind, check_workbook, kind_of
from marketplace.adapters.spreadsheets.separated import read_separated
from marketplace.adapters.spreadsheets.tables import SheetLimits, Table
from marketplace.adapters.spreadsheets.workbooks import read_workbook
from marketplace.kit.errors import TooLarge, Unsupported


def read_sheet(data: bytes, limits: SheetLimits) -> Table:
    """Return the table in an XLSX or CSV file. Raises Unsupported or TooLarge "sheet....".

    Runs in the child: call `SheetReader.read` instead.
    """
    if kind_of(data) is FileKind.SEPARATED:
        table = read_separated(data, limits)
    else:
        check_workbook(data, limits)
        table = read_workbook(data, limits)
    _check_size(table, limits)
    return table


def _check_size(table: Table, limits: SheetLimits) -> None:
    if len(table.rows) > limits.max_rows:
        raise TooLarge("sheet.too_many_rows", limit=limits.max_rows)
    if max((len(row) for row in table.rows), default=0) > limits.max_columns:
        raise TooLarge("sheet.too_many_columns", limit=limits.max_columns)
    filled = sum(bool(cell.text) for row in table.rows for cell in row)
    if not filled:
        raise Unsupported("sheet.empty")
    if filled > limits.max_cells:
        raise TooLarge("sheet.too_many_cells", limit=limits.max_cells)
