"""What is read out of a workbook."""

from __future__ import annotations

import pytest

from marketplace.adapters.spreadsheets.tables import DEFAULT_LIMITS, Cell, CellKind
from marketplace.adapters.spreadsheets.workbooks import cell_of, read_workbook
from tests.adapters.spreadsheets.workbooks import day, merged, packed, parts, sheet, workbook


def first_row(*values: object) -> list[Cell]:
    return list(read_workbook(workbook([list(values)]), DEFAULT_LIMITS).rows[0])


def test_texts_numbers_and_dates_keep_their_kind():
    assert first_row("Siti", 7, 2.5, day(45961)) == [
        Cell("Siti"),
        Cell("7", CellKind.NUMBER),
        Cell("2.5", CellKind.NUMBER),
        Cell("2025-10-31", CellKind.DATE),
    ]


def test_a_formula_gives_the_value_the_file_holds_and_is_never_worked_out():
    known = b'<c r="{ref}" t="str"><f>HYPERLINK("http://x.invalid","a")</f><v>a</v></c>'
    unknown = b'<c r="{ref}"><f>1+1</f></c>'
    broken = b'<c r="{ref}" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    cells = first_row("Nama", known, unknown, broken, "end")
    assert cells[1] == Cell("a")
    assert cells[2] == Cell("")
    assert cells[3] == Cell("")


@pytest.mark.parametrize("text", ["=1+1", "+62", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_what_looks_like_a_formula_stays_text(text):
    assert first_row(text, "x")[0] == Cell(text)


def test_a_long_number_is_given_with_the_digits_the_file_has():
    assert first_row(6474014101900000)[0] == Cell("6474014101900000", CellKind.NUMBER)
    assert first_row(1e30)[0].kind is CellKind.NUMBER


def test_a_long_text_is_cut_where_it_can_be_told():
    assert len(first_row("x" * 5000)[0].text) == DEFAULT_LIMITS.max_text + 1


def test_rows_with_joined_cells_are_named():
    table = read_workbook(workbook([["a", "b"], ["c", "d"], ["e", "f"]], merged("A2:B3")), DEFAULT_LIMITS)
    assert table.merged == {2, 3}


def test_rows_keep_their_numbers_when_the_sheet_begins_further_down():
    assert [
        [cell.text for cell in row] for row in read_workbook(workbook([[], [None, "x"]]), DEFAULT_LIMITS).rows
    ] == [
        ["", ""],
        ["", "x"],
    ]


def test_the_first_visible_sheet_that_holds_anything_is_read():
    files = parts(
        {"Tersembunyi": sheet([["secret"]]), "Kosong": sheet([]), "Hasil": sheet([["Nama"]])},
        hidden=["Tersembunyi"],
    )
    assert read_workbook(packed(files), DEFAULT_LIMITS).sheet == "Hasil"


@pytest.mark.parametrize(("value", "text"), [(True, "TRUE"), (None, "None")])
def test_odd_values_are_texts(value, text):
    assert cell_of(value, DEFAULT_LIMITS).text == text
