"""Lists: any CSV is rows or a refusal, and no identity number stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.adapters.spreadsheets.separated import read_separated
from marketplace.adapters.spreadsheets.tables import Cell, Table
from marketplace.batches.columns import HEADINGS
from marketplace.batches.reading import LIMITS, REMOVED, Sheet, read_table
from marketplace.batches.rules import MAX_ROWS
from marketplace.kit.errors import Refusal, TooLarge, Unsupported
from marketplace.kit.identity_numbers import carries_identity_number
from tests.batches.lists import WHOLE, listed


def table(*rows: list[str]) -> Table:
    return Table(tuple(tuple(Cell(text) for text in row) for row in rows))


def read(data: bytes) -> Sheet:
    return read_table(read_separated(data, LIMITS))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_list_is_read_however_it_is_separated(separator):
    sheet = read(listed([WHOLE, {"Nama tas": "Kosong"}], separator))
    assert [line.number for line in sheet.lines] == [2, 3]
    assert sheet.lines[0].cells["materials"] == "katun|Tambang"
    assert sheet.lines[1].cells == {"title": "Kosong"}
    assert sheet.headings["title"] == ("A", "Nama tas")


def test_titles_above_and_blank_rows_between_do_not_matter():
    sheet = read_table(table(["Toko Siti"], [], ["Judul", "Price"], ["Tote", "9"], [], ["", " "], ["Pouch"]))
    assert [(line.number, dict(line.cells)) for line in sheet.lines] == [
        (4, {"title": "Tote", "price": "9"}),
        (7, {"title": "Pouch"}),
    ]


def test_columns_that_may_repeat_are_joined_others_are_left_out():
    sheet = read_table(table(["Nama", "Foto 1", "Foto 2", "Title", "Resep"], ["Tote", "a", "b", "Lain", "x"]))
    assert sheet.lines[0].cells == {"title": "Tote", "photos": "a\nb"}
    assert sheet.unknown == ["Title", "Resep"]
    assert sheet.headings["photos"] == ("B", "Foto 1")


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["a", "b"], ["c", "d"]], "batch.no_headings"),
        ([["Foto", "Harga"], ["a.jpg", "1"]], "batch.no_title"),
        ([["Nama tas", "Harga"]], "batch.no_rows"),
        ([["Nama tas", "Harga"], ["", ""]], "batch.no_rows"),
    ],
)
def test_what_is_no_list_is_refused_by_name(rows, code):
    with pytest.raises(Unsupported) as caught:
        read_table(table(*rows))
    assert caught.value.code == code


def test_too_many_rows_are_refused():
    with pytest.raises(TooLarge, match=r"batch\.too_many_rows"):
        read_table(table(["Nama tas", "Harga"], *[["Tote", "1"]] * (MAX_ROWS + 1)))


@pytest.mark.parametrize("number", ["6474010101900001", "6474 0101 0190 0001", "NIK: 6474.0101.0190.0001"])
def test_an_identity_number_becomes_a_mark(number):
    sheet = read_table(table(["Nama tas", "Cerita", number], ["Tote", f"oleh {number}", "x"]))
    assert sheet.lines[0].cells["story"] == REMOVED
    assert sheet.unknown == [REMOVED]


HEADING = st.sampled_from([heading for headings in HEADINGS.values() for heading in headings])


@given(
    st.lists(HEADING | st.text(max_size=8), max_size=8),
    st.lists(st.lists(st.text(max_size=20), max_size=8), max_size=5),
)
def test_any_table_is_rows_or_a_refusal(headings, rows):
    try:
        sheet = read_table(table(headings, *rows))
    except Refusal as refusal:
        code = refusal.code
    else:
        code = ""
        assert sheet.lines
        for line in sheet.lines:
            assert line.cells.keys() <= HEADINGS.keys()
            assert not any(carries_identity_number(text) for text in line.cells.values())
            assert "\0" not in "".join(line.cells.values())
    assert code == "" or code.startswith("batch.")


@given(st.binary(max_size=200))
def test_any_bytes_are_rows_or_a_refusal(data):
    for whole in (data, b"Nama tas,Harga\n" + data):
        try:
            sheet = read(whole)
        except Refusal as refusal:
            assert "." in refusal.code  # noqa: PT017 - a sheet is as good an answer
        else:
            assert sheet.lines
