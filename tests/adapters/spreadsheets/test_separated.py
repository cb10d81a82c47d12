"""Separated text in every way Excel writes it."""

from __future__ import annotations

import contextlib
import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.adapters.spreadsheets.separated import decode, read_separated, separator_of
from marketplace.adapters.spreadsheets.tables import DEFAULT_LIMITS
from marketplace.kit.errors import Refusal

TEXT = "Nama{0}Nomor Sertifikat\r\nSiti Müller{0}00000 0000\r\n"
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")


def texts(data: bytes) -> list[list[str]]:
    return [[cell.text for cell in row] for row in read_separated(data, DEFAULT_LIMITS).rows]


@pytest.mark.parametrize("encoding", [*ENCODINGS, "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_letters_and_separators_are_found_out(encoding, separator):
    read = texts(TEXT.format(separator).encode(encoding))
    assert read == [["Nama", "Nomor Sertifikat"], ["Siti Müller", "00000 0000"]]


def test_commas_within_quotes_separate_nothing():
    assert texts(b'"Nama, gelar";Nomor\n"Siti, S.E.";1\n') == [["Nama, gelar", "Nomor"], ["Siti, S.E.", "1"]]
    assert separator_of('"a,b,c";d\n"e,f,g";h\n') == ";"


def test_a_line_break_within_quotes_stays_in_its_cell():
    assert texts(b'Nama,Unit\nSiti,"satu\ndua"\n')[1] == ["Siti", "satu\ndua"]


def test_what_looks_like_a_formula_stays_text():
    cells = texts(b"Nama,Nomor\n=1+1,@SUM(A1)\n+62,-5\n")
    assert cells[1:] == [["=1+1", "@SUM(A1)"], ["+62", "-5"]]


CELL = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=20)


@given(
    st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=6),
    st.sampled_from([",", ";", "\t"]),
)
def test_what_was_written_is_read_again(rows, separator):
    rows = [["Nama", "Nomor", "Hasil"], *[[*row, "", ""][:3] for row in rows]]
    out = StringIO()
    csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(rows)
    assert texts(out.getvalue().encode()) == rows


@given(st.binary(max_size=200))
def test_no_bytes_are_an_accident(data):
    with contextlib.suppress(Refusal):
        decode(data)
        read_separated(data, DEFAULT_LIMITS)
