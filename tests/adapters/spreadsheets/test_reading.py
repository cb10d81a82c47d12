"""From bytes to table, and how large a table may be."""

from __future__ import annotations

import pytest

from marketplace.adapters.spreadsheets.reading import read_sheet
from marketplace.adapters.spreadsheets.tables import DEFAULT_LIMITS, SheetLimits
from marketplace.kit.errors import TooLarge
from tests.adapters.spreadsheets.workbooks import workbook

ROWS = [["Nama", "Nomor"], ["Siti", "1"], ["Rosdiana", "2"]]


def test_both_kinds_of_file_give_the_same_table():
    written = "\n".join(",".join(row) for row in ROWS).encode()
    assert read_sheet(workbook(ROWS), DEFAULT_LIMITS).rows == read_sheet(written, DEFAULT_LIMITS).rows


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (SheetLimits(max_rows=2), "sheet.too_many_rows"),
        (SheetLimits(max_columns=1), "sheet.too_many_columns"),
        (SheetLimits(max_cells=5), "sheet.too_many_cells"),
    ],
)
def test_a_table_that_is_too_large_is_refused(limits, code):
    with pytest.raises(TooLarge, match=code):
        read_sheet(workbook(ROWS), limits)
