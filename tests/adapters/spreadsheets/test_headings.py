"""Where headings stand, and the names of columns."""

from __future__ import annotations

from marketplace.adapters.spreadsheets.headings import find_headings, letter, repeated


def test_letters_are_those_of_a_spreadsheet():
    assert [letter(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_repeated_headings_are_told():
    assert repeated(["Nama", "nama ", "", "", "Hasil"]) == {0, 1}


def test_headings_name_something_needed_and_something_else():
    meanings = {"bag": "bag", "price": "price", "size": "size"}
    rows = [["price", "size"], ["bag"], ["bag", "price"], ["bag", "price", "size"]]
    assert find_headings(rows, meanings.get, {"bag"}) == 3
    assert find_headings(rows[:2], meanings.get, {"bag"}) is None
