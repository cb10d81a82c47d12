"""Rows as entries: defaults, what is missing, and where."""

from __future__ import annotations

from datetime import date

import pytest

from marketplace.adapters.spreadsheets.tables import Cell
from marketplace.rosters.forgetting import CleanRow, CleanTable, Column
from marketplace.rosters.reading import Plan, lacks, read_entries
from marketplace.rosters.rules import Fact, Flaw, Meaning, Result

TODAY = date(2026, 4, 14)
M = Meaning
PLACES = (M.HOLDER_NAME, M.CERTIFICATE_NO, M.RESULT, M.ISSUE_DATE, M.VALIDITY, M.SCHEME)
GOOD = ("Siti", "00000 0000 0 0000001 2025", "K", "31-10-2025", "3 tahun", "Tas Rajut")


def entry(*values: str, merged: bool = False, **plan: object):
    columns = tuple(Column("ABCDEF"[index], meaning.value) for index, meaning in enumerate(PLACES))
    row = CleanRow(7, tuple(map(Cell, values)), {Fact.BIRTH_DATE: "f" * 64}, merged)
    made = CleanTable(columns, (row,), ())
    (found,) = read_entries(made, Plan(dict(enumerate(PLACES)), Fact.BIRTH_DATE, **plan), TODAY)  # type: ignore[arg-type]
    return found


def problems(found) -> list[tuple[str, str, Meaning | None]]:
    return [(problem.flaw.value, problem.column, problem.meaning) for problem in found.problems]


def changed(place: int, value: str) -> list[str]:
    return [value if index == place else text for index, text in enumerate(GOOD)]


def test_a_good_row_has_its_last_day_worked_out():
    found = entry(*GOOD)
    assert found.problems == ()
    assert (found.number, found.valid_until, found.fact_hash) == (7, date(2028, 10, 31), "f" * 64)


@pytest.mark.parametrize(
    ("place", "value", "flaw"),
    [
        (0, "", Flaw.MISSING),
        (0, "0812345", Flaw.NO_LETTERS),
        (0, "x" * 121, Flaw.TOO_LONG),
        (0, "#REF!", Flaw.FORMULA),
        (0, "Siti █", Flaw.PERSONAL),
        (1, "", Flaw.MISSING),
        (1, "Siti", Flaw.NO_DIGITS),
        (2, "", Flaw.MISSING),
        (2, "mungkin", Flaw.UNREADABLE),
        (3, "", Flaw.MISSING),
        (3, "kemarin", Flaw.UNREADABLE),
        (3, "31-10-2027", Flaw.FUTURE),
        (3, "31-10-1999", Flaw.TOO_OLD),
        (4, "", Flaw.MISSING),
        (4, "3", Flaw.UNREADABLE),
        (4, "900 bulan", Flaw.UNREADABLE),
        (4, "30-10-2025", Flaw.ENDS_BEFORE_START),
        (5, "", Flaw.MISSING),
    ],
)
def test_what_is_wrong_is_said_with_its_cell(place, value, flaw):
    assert problems(entry(*changed(place, value))) == [(flaw.value, "ABCDEF"[place], PLACES[place])]


def test_what_holds_for_all_fills_what_a_row_lacks():
    bare = ("Siti", GOOD[1], "K", "", "", "")
    found = entry(*bare, scheme="Topi", issue_date=date(2025, 1, 2), term_months=12, units=("Satu",))
    assert found.problems == ()
    assert (found.scheme, found.valid_until, found.units) == ("Topi", date(2026, 1, 2), ("Satu",))
    assert entry(*GOOD, scheme="Topi").scheme == "Tas Rajut"


def test_a_printed_last_day_counts_before_a_term():
    assert entry(*changed(4, "1 Januari 2027"), term_months=36).valid_until == date(2027, 1, 1)


def test_joined_cells_are_told_for_the_row():
    assert problems(entry(*GOOD, merged=True)) == [("merged", "", None)]


def test_of_somebody_not_yet_competent_no_number_is_asked_or_kept():
    found = entry("Siti", GOOD[1], "BK", "kapan?", "", "Tas")
    assert (found.result, found.certificate_no, found.fact_hash, found.problems) == (
        Result.NOT_YET,
        "",
        "",
        (),
    )


def test_without_a_result_nobody_is_competent_unless_an_officer_says_so():
    assert problems(entry(*changed(2, ""))) == [("missing", "C", M.RESULT)]
    assert entry(*changed(2, ""), all_competent=True).problems == ()
    assert entry(*changed(2, "BK"), all_competent=True).result is Result.NOT_YET


def test_empty_rows_are_passed_over():
    columns = (Column("A", "Nama"), Column("B", "x"))
    made = CleanTable(columns, (CleanRow(2, (Cell(" "), Cell("left out")), {}),), ())
    assert read_entries(made, Plan({0: M.HOLDER_NAME}), TODAY) == []


def test_a_plan_says_what_it_lacks():
    assert [lack.code for lack in lacks(Plan({}))] == [
        "roster.no_name",
        "roster.no_number",
        "roster.no_result",
    ]
    both = {0: M.HOLDER_NAME, 1: M.HOLDER_NAME, 2: M.CERTIFICATE_NO, 3: M.UNITS, 4: M.UNITS}
    assert [(lack.code, lack.meaning) for lack in lacks(Plan(both, all_competent=True))] == [
        ("roster.twice", M.HOLDER_NAME)
    ]
