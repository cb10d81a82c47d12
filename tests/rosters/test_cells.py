"""One cell as a value."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.adapters.spreadsheets.tables import Cell, CellKind
from marketplace.certificates.numbers import normal_no
from marketplace.kit.text import words
from marketplace.rosters.cells import READ, Flawed, read_result
from marketplace.rosters.rules import Flaw, Meaning, Result

TODAY = date(2026, 4, 14)


@pytest.mark.parametrize("text", ["K", "k", "Kompeten", "KOMPETEN", "Competent", "Lulus", " K. "])
def test_a_yes_is_a_yes(text):
    assert read_result(text) is Result.COMPETENT


@pytest.mark.parametrize("text", ["BK", "bk", "Belum Kompeten", "Tidak kompeten", "Not yet competent"])
def test_a_not_yet_is_a_not_yet(text):
    assert read_result(text) is Result.NOT_YET


@given(st.text(max_size=30))
def test_doubt_never_passes_for_a_yes(text):
    spoken = " ".join(words(text))
    try:
        result = read_result(text)
    except ValueError:
        assert spoken not in YES
    else:
        assert (result is Result.COMPETENT) == (spoken in YES)


YES = {"k", "kompeten", "competent", "lulus"}


def test_a_number_kept_as_a_number_has_lost_its_end():
    with pytest.raises(Flawed) as caught:
        READ[Meaning.CERTIFICATE_NO](Cell("130000000000000012025", CellKind.NUMBER), TODAY)
    assert caught.value.flaw is Flaw.DIGITS_LOST
    assert READ[Meaning.BLANKO_NO](Cell("12345678", CellKind.NUMBER), TODAY) == "12345678"


@pytest.mark.parametrize("text", ["=1+1", "+62 1", "-5", "@SUM(A1)9"])
def test_what_looks_like_a_formula_is_kept_as_it_stands(text):
    assert READ[Meaning.CERTIFICATE_NO](Cell(text), TODAY) == text


def test_units_are_one_to_a_line_or_between_semicolons():
    assert READ[Meaning.UNITS](Cell("A.1 Satu; Dua\nTiga;;"), TODAY) == ("A.1 Satu", "Dua", "Tiga")


GAPS = st.sampled_from(["", " ", ".", "-", "  ", " - ", "\u00a0", "/"])
GROUPS = st.tuples(*[st.from_regex(rf"\A[0-9]{{{size}}}\Z") for size in (5, 4, 1, 7, 4)])


@given(GROUPS, st.lists(GAPS, min_size=4, max_size=4), st.sampled_from(["", "No. ", "NOMOR ", "no. "]))
def test_every_spelling_of_a_number_has_one_key(groups, gaps, label):
    spelled = label + "".join(group + gap for group, gap in zip(groups, [*gaps, ""], strict=True))
    kept = READ[Meaning.CERTIFICATE_NO](Cell(spelled), TODAY)
    assert normal_no(kept) == "".join(groups)
