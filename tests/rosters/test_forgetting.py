"""What identifies people does not come out of reading a file, wherever it stands in it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.adapters.spreadsheets.tables import Cell, CellKind, Table
from marketplace.kit.errors import Unsupported
from marketplace.rosters.forgetting import birth_date_in, clean, fact_value, holds_nik
from marketplace.rosters.rules import Fact, Meaning, Personal, fact_hash
from marketplace.rosters.storing import table_to_json

KEY, SALT = b"k" * 32, "5" * 32
NIK = "6474014101900001"
NO = "00000 0000 0 0000007 2025"


def table(*rows: list[str]) -> Table:
    return Table(tuple(tuple(Cell(text) for text in row) for row in rows))


def cleaned(*rows: list[str]):
    return clean(table(*rows), key=KEY, salt=SALT)


def test_personal_columns_are_dropped_and_named():
    made = cleaned(
        ["Nama", "NIK", "Tgl Lahir", "Alamat", "No HP", "Nomor Sertifikat"],
        ["Siti", NIK, "17-8-1985", "Jl. Rahasia 1", "081234567890", NO],
    )
    assert [column.guess for column in made.columns] == [Meaning.HOLDER_NAME, Meaning.CERTIFICATE_NO]
    assert [(one.letter, one.kind, one.by_content) for one in made.dropped] == [
        ("B", Personal.NIK, False),
        ("C", Personal.BIRTH_DATE, False),
        ("D", Personal.ADDRESS, False),
        ("E", Personal.PHONE, False),
    ]
    assert [cell.text for cell in made.rows[0].cells] == ["Siti", NO]


def test_of_a_fact_only_the_keyed_hash_comes_out():
    made = cleaned(["Nama", "NIK", "Tgl Lahir"], ["Siti", NIK, "17-8-1985"])
    assert made.rows[0].facts == {
        Fact.NIK_TAIL: fact_hash(KEY, SALT, 2, Fact.NIK_TAIL, "0001"),
        Fact.BIRTH_DATE: fact_hash(KEY, SALT, 2, Fact.BIRTH_DATE, "1985-08-17"),
    }


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([NIK, "6474.0141.0190.0002", ""], Personal.NIK),
        (["1985-08-17", "17 Agustus 1990", "Bontang, 3-3-1979"], Personal.BIRTH_DATE),
        (["0812-3456-7890", "+6281234567890"], Personal.PHONE),
        (["a@contoh.invalid", "b@contoh.invalid"], Personal.EMAIL),
        (["A1234567", "X7654321"], Personal.PASSPORT),
    ],
)
@pytest.mark.parametrize("heading", ["", "Keterangan", "Tanggal Terbit", "Kelurahan"])
def test_a_column_is_known_by_what_it_holds_whatever_its_heading_says(values, kind, heading):
    rows = [[f"Orang {number}", value, NO] for number, value in enumerate(values)]
    made = cleaned(["Nama", heading, "Nomor Sertifikat"], *rows)
    assert [(one.kind, one.by_content) for one in made.dropped] == [(kind, True)]


def test_single_things_are_blotted_out_where_they_stand():
    made = cleaned(
        ["Nama", "Keterangan", "Nomor Sertifikat"],
        [f"Siti (NIK {NIK})", "lahir 17-8-1985 di Bontang", NO],
        ["Rosdiana", "x", NIK],
        ["Aminah", "surat ke a@contoh.invalid", NO],
    )
    kept = json.dumps(table_to_json(made))
    assert NIK not in kept and "1985" not in kept and "contoh.invalid" not in kept
    assert made.rows[0].cells[0].text == "Siti (NIK █)"
    assert made.rows[0].cells[2].text == NO


SEPARATORS = st.sampled_from(["", " ", ".", "-", " - ", "/", "'", "  ", "\u2013", "\u200b"])
NIKS = st.from_regex(r"\A[1-9][0-9]{15}\Z")


@given(NIKS, SEPARATORS, st.integers(1, 15), st.text("abc ,;()", max_size=5), st.sampled_from([0, 1, 2, 3]))
def test_a_planted_number_is_found_however_it_is_written(nik, separator, at, around, place):
    planted = around + nik[:at] + separator + nik[at:] + around
    row = ["Siti", "Bontang Kuala", NO, "x"]
    row[place] = planted
    made = cleaned(["Nama", "Kelurahan", "Nomor Sertifikat", ""], row, *[["A", "B", NO, "y"]] * 3)
    kept = [cell.text for cell in made.rows[0].cells]
    assert not any(nik in "".join(filter(str.isdigit, text)) for text in kept)


@given(NIKS)
def test_a_planted_number_in_a_heading_or_title_is_found(nik):
    made = cleaned(["Daftar " + nik], ["Nama", "Nomor Sertifikat", nik], ["Siti", NO, "x"])
    assert nik not in json.dumps(table_to_json(made))


@pytest.mark.parametrize(
    "number", [NO, "62010 2514 0000007 2024", "CTH 000 00007 2025", "13924 7318 4 00007 2025"]
)
def test_printed_numbers_are_not_taken_for_a_nik(number):
    assert not holds_nik(number)


@pytest.mark.parametrize(
    ("text", "found"), [("17-8-1985", "1985-08-17"), ("31-10-2025", None), ("Siti", None)]
)
def test_a_date_before_there_were_certificates_is_a_birthday(text, found):
    assert birth_date_in(text) == found


@pytest.mark.parametrize(
    ("fact", "cell", "value"),
    [
        (Fact.NIK_TAIL, Cell(NIK), "0001"),
        (Fact.NIK_TAIL, Cell("'6474 0141 0190 0001"), "0001"),
        (Fact.NIK_TAIL, Cell("6474014101900000", CellKind.NUMBER), None),
        (Fact.NIK_TAIL, Cell("12345"), None),
        (Fact.BIRTH_DATE, Cell("1985-08-17", CellKind.DATE), "1985-08-17"),
        (Fact.BIRTH_DATE, Cell("Bontang, 17 Agustus 1985"), "1985-08-17"),
        (Fact.BIRTH_DATE, Cell("31 tahun"), None),
    ],
)
def test_a_fact_that_cannot_be_trusted_is_none(fact, cell, value):
    assert fact_value(fact, cell) == value


@pytest.mark.parametrize(
    ("rows", "code"),
    [([["Siti", NO]], "roster.no_headings"), ([["Nama", "Nomor Sertifikat"], ["", ""]], "roster.no_rows")],
)
def test_a_table_without_headings_or_rows_is_refused(rows, code):
    with pytest.raises(Unsupported, match=code):
        cleaned(*rows)
