"""Workbooks that are written here come back as they were, and hold no formula."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.adapters.spreadsheets.containers import check_workbook
from marketplace.adapters.spreadsheets.tables import DEFAULT_LIMITS, CellKind
from marketplace.adapters.spreadsheets.workbooks import read_workbook
from marketplace.adapters.spreadsheets.writing import DANGEROUS, MAX_TEXT, write_workbook

TEXTS = st.text(max_size=60)


def read(data: bytes):
    return [[cell.text for cell in row] for row in read_workbook(data, DEFAULT_LIMITS).rows]


def sheet_of(data: bytes) -> str:
    return ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()


def test_texts_numbers_and_days_come_back_as_what_they_were():
    rows = [(date(2026, 4, 14), "Tote <Ombak> & 'co' \"x\"", 2, 9_000_000_000), (None, "", 0, None)]
    table = read_workbook(write_workbook("Buku", ["Hari", "Tas", "n", "Rp"], rows, (12, 30)), DEFAULT_LIMITS)
    assert table.sheet == "Buku"
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Hari", "Tas", "n", "Rp"],
        ["2026-04-14", "Tote <Ombak> & 'co' \"x\"", "2", "9000000000"],
        ["", "", "0", ""],
    ]
    assert [cell.kind for cell in table.rows[1]] == [
        CellKind.DATE,
        CellKind.TEXT,
        CellKind.NUMBER,
        CellKind.NUMBER,
    ]


@pytest.mark.parametrize("start", DANGEROUS)
def test_a_text_that_looks_like_a_formula_is_a_quoted_text(start):
    text = f"{start}SUM(1;2)"
    data = write_workbook("Buku", ["Tas"], [(text,)])
    assert "<f" not in sheet_of(data)
    assert 's="4" t="inlineStr"' in sheet_of(data)
    assert read(data)[1] == [text]


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_whatever_people_type_makes_a_sheet_that_can_be_read(texts):
    data = write_workbook("Buku", ["kepala", *texts], [texts])
    root = ElementTree.fromstring(sheet_of(data))
    assert not [cell for cell in root.iter() if cell.tag.endswith("}f")]
    assert read(data)[0][0] == "kepala"


@pytest.mark.parametrize("name", ["", "a/b:c*d?e[f]\\g", "x" * 40, "'", "\x01"])
def test_a_sheet_gets_a_name_excel_takes(name):
    assert 1 <= len(read_workbook(write_workbook(name, ["a"], []), DEFAULT_LIMITS).sheet) <= 31


def test_a_text_too_long_for_a_cell_is_cut_and_columns_go_beyond_z():
    data = write_workbook("Buku", [str(n) for n in range(30)], [("x" * (MAX_TEXT + 5),)])
    assert 'r="AD1"' in sheet_of(data)
    assert "x" * MAX_TEXT in sheet_of(data) and "x" * (MAX_TEXT + 1) not in sheet_of(data)


def test_the_same_rows_make_the_same_file_and_our_own_reader_lets_it_in():
    first, second = (write_workbook("Buku", ["a"], [("b", 1)]) for _ in range(2))
    assert first == second
    check_workbook(first, DEFAULT_LIMITS)
