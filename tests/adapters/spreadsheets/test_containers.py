"""What bytes are, and which zips are opened at all."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.adapters.spreadsheets.containers import FileKind, check_workbook, column_number, kind_of
from marketplace.adapters.spreadsheets.headings import letter
from marketplace.adapters.spreadsheets.tables import DEFAULT_LIMITS, SheetLimits
from marketplace.kit.errors import Refusal, TooLarge
from tests.adapters.spreadsheets.workbooks import MAIN, packed, parts, sheet, workbook

ROWS = [["Nama", "Nomor Sertifikat"], ["Siti", "1"]]


def test_the_name_of_a_file_plays_no_part():
    assert kind_of(workbook(ROWS)) is FileKind.WORKBOOK
    assert kind_of(b"Nama;Nomor\n") is FileKind.SEPARATED
    assert kind_of("Nama\tNomor\n".encode("utf-16")) is FileKind.SEPARATED


def test_a_plain_workbook_passes():
    check_workbook(workbook(ROWS), DEFAULT_LIMITS)


def test_a_cell_that_only_has_a_look_counts_for_nothing():
    files = parts({"Hasil": sheet([["Nama"], ["Siti"]])})
    name = "xl/worksheets/sheet1.xml"
    files[name] = files[name].replace(
        "</sheetData>", '<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    )
    check_workbook(packed(files), DEFAULT_LIMITS)


def test_a_prefix_does_not_hide_a_far_cell():
    cells = '<x:row><x:c t="n" r="ZZ1"><x:v>1</x:v></x:c></x:row>'
    body = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{cells}</x:sheetData></x:worksheet>'
    with pytest.raises(TooLarge):
        check_workbook(
            packed({**parts({"H": sheet(ROWS)}), "xl/worksheets/sheet1.xml": body}), DEFAULT_LIMITS
        )


@pytest.mark.parametrize(
    "limits",
    [
        SheetLimits(max_entries=3),
        SheetLimits(max_unpacked=100),
        SheetLimits(max_rows=1),
        SheetLimits(max_columns=1),
    ],
)
def test_each_limit_is_kept(limits):
    with pytest.raises(TooLarge):
        check_workbook(workbook(ROWS), limits)


@given(st.binary(max_size=300))
def test_no_bytes_are_an_accident(data):
    with contextlib.suppress(Refusal):
        if kind_of(data) is FileKind.WORKBOOK:
            check_workbook(data, DEFAULT_LIMITS)


@given(st.integers(0, 200), st.binary(min_size=1, max_size=40))
def test_a_damaged_workbook_is_no_accident(at, damage):
    data = bytearray(workbook(ROWS))
    data[at : at + len(damage)] = damage
    with contextlib.suppress(Refusal):
        check_workbook(bytes(data), DEFAULT_LIMITS)


@given(st.integers(0, 20_000))
def test_columns_are_counted_as_they_are_lettered(index):
    assert column_number(letter(index)) == index + 1
