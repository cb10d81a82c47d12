"""Cells that spreadsheets would run."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.web.spreadsheets import csv_file, safe_cell


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_dangerous_start_is_disarmed(start):
    assert safe_cell(f"{start}1+1") == f"'{start}1+1"


@given(st.text())
def test_no_cell_starts_dangerously_and_nothing_is_lost(text):
    cell = safe_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert cell.endswith(text)


def test_a_gap_is_an_empty_cell():
    assert safe_cell(None) == ""


def test_the_file_says_what_it_is_and_comes_back_as_it_was(app):
    with app.test_request_context():
        answer = csv_file("a.csv", ["Nama", "Nomor"], [['Siti "A"', "1;2,3"], ["Nür\nBaris", None]])
    assert answer.headers["Content-Disposition"] == 'attachment; filename="a.csv"'
    text = answer.get_data().decode("utf-8-sig")
    assert list(csv.reader(StringIO(text))) == [["Nama", "Nomor"], ['Siti "A"', "1;2,3"], ["Nür\nBaris", ""]]
