"""What the form of a number gives away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kit.codes import RECORD_ALPHABET
from marketplace.records.hints import Hint, hint

WHOLE = "00000 0000 0 0000042 2025"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (WHOLE, Hint.DIGIT_BY_DIGIT),
        ("00000 0000 0000042 2025", Hint.DIGIT_BY_DIGIT),
        ("No. 00000.0000.0.0000042.2025", Hint.DIGIT_BY_DIGIT),
        ("00000 0000 0000042 1999", Hint.YEAR),
        ("00000 0000 0000042 2003", Hint.YEAR),
        ("0" * 17, Hint.FEW_DIGITS),
        ("0" * 14 + "2025", Hint.DIGIT_BY_DIGIT),
        ("0" * 17 + "2025", Hint.DIGIT_BY_DIGIT),
        ("0" * 18 + "2025", Hint.MANY_DIGITS),
        ("OOOOO 0000 0 0000042 2025", Hint.LETTERS),
        ("KES 123 00456 2024", Hint.REGISTRATION),
        ("No. Reg. KES 123 00456 2024", Hint.REGISTRATION),
        ("BTG-7K4P", Hint.SIGN_BY_SIGN),
        ("btg 7k4p", Hint.SIGN_BY_SIGN),
        ("BTG-7K4", Hint.CODE_LENGTH),
        ("BTG-7K4PP", Hint.CODE_LENGTH),
        ("BTG-7K4O", Hint.CODE_SIGNS),
        ("BTG-1K4P", Hint.CODE_SIGNS),
        ("7K4PQ2M9XC", Hint.BAG_CODE),
        ("Siti Rahmawati", None),
        ("", None),
        ("R2D2 dan teman-temannya", None),
    ],
)
def test_each_form_has_its_hint(typed: str, found: Hint | None) -> None:
    assert hint(typed) is found


@given(st.text(max_size=80))
def test_any_text_has_a_hint_or_none(typed: str) -> None:
    assert hint(typed) in {None, *Hint}


@given(st.text("0123456789", min_size=14, max_size=17), st.integers(2004, 2099))
def test_a_number_of_the_right_form_is_compared_digit_by_digit(start: str, year: int) -> None:
    assert hint(f"{start}{year}") is Hint.DIGIT_BY_DIGIT


@given(st.text(RECORD_ALPHABET, min_size=4, max_size=4))
def test_a_code_of_the_right_form_is_compared_sign_by_sign(code: str) -> None:
    assert hint(f"BTG-{code}") in (Hint.SIGN_BY_SIGN, None)
