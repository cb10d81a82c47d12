"""Two readings of one paper: what counts as the same, and where the letters part."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.certificates.rekeying_rules import ReadField, Reading, differing, letters, read_last_day

CLAIM = Reading("00000 0000 0 0000017 2025", "Siti Nur'aini", date(2025, 10, 31), date(2028, 10, 31))


@pytest.mark.parametrize(
    "change",
    [
        {"certificate_no": "No. 00000.0000.0.0000017.2025"},
        {"certificate_no": "000000000000000172025"},
        {"holder_name": "SITI NUR AINI"},
        {"holder_name": "siti  nur’aini."},
    ],
)
def test_a_difference_of_form_is_none(change: dict[str, str]) -> None:
    assert differing(replace(CLAIM, **change), CLAIM) == ()


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"certificate_no": "00000 0000 0 0000071 2025"}, ReadField.CERTIFICATE_NO),
        ({"certificate_no": "00000 0000 0 000017 2025"}, ReadField.CERTIFICATE_NO),
        ({"holder_name": "Siti Nurani"}, ReadField.HOLDER_NAME),
        ({"holder_name": "Siti"}, ReadField.HOLDER_NAME),
        ({"issue_date": date(2025, 10, 30)}, ReadField.ISSUE_DATE),
        ({"last_day": date(2028, 10, 30)}, ReadField.LAST_DAY),
        ({"last_day": None}, ReadField.LAST_DAY),
    ],
)
def test_a_letter_or_a_day_is_a_difference(change: dict[str, Any], found: ReadField) -> None:
    read = replace(CLAIM, **change)
    assert differing(read, CLAIM) == differing(CLAIM, read) == (found,)


def test_all_that_differs_is_named_in_the_order_of_the_form() -> None:
    assert differing(Reading("1", "Ani", None, None), CLAIM) == tuple(ReadField)


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_pieces_of_a_side_are_its_text_and_what_is_common_is_common(one: str, other: str) -> None:
    left, right = letters(one, other)
    assert "".join(piece.text for piece in left) == one
    assert "".join(piece.text for piece in right) == other
    assert [piece.text for piece in left if piece.same] == [piece.text for piece in right if piece.same]
    assert all(piece.text for piece in (*left, *right))
    if one == other:
        assert all(piece.same for piece in (*left, *right))
    else:
        assert not all(piece.same for piece in (*left, *right))


def test_one_wrong_letter_is_one_marked_letter() -> None:
    left, right = letters("Siti Rahmawati", "Siti Rachmawati")
    assert [piece.text for piece in left if not piece.same] == []
    assert [piece.text for piece in right if not piece.same] == ["c"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", None),
        ("  ", None),
        ("31 Oktober 2028", date(2028, 10, 31)),
        ("31-10-2028", date(2028, 10, 31)),
        ("3 (tiga) tahun", date(2028, 10, 31)),
        ("berlaku untuk 3 tahun", date(2028, 10, 31)),
        ("36 months", date(2028, 10, 31)),
    ],
)
def test_a_day_or_a_term_gives_the_last_day(text: str, day: date | None) -> None:
    assert read_last_day(text, date(2025, 10, 31)) == day


def test_a_term_needs_a_day_to_be_counted_from() -> None:
    assert read_last_day("3 tahun", None) is None
    assert read_last_day("31 Oktober 2028", None) == date(2028, 10, 31)


@pytest.mark.parametrize("text", ["entah", "3", "99 tahun", "0 tahun", "31 Februari 2028", "30 Oktober 2025"])
def test_what_is_neither_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_last_day(text, date(2025, 10, 31))
