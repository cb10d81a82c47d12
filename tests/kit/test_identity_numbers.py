"""Identity numbers in free text are found; certificate, telephone and bank numbers are let through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kit.identity_numbers import carries_identity_number

NIK = "6474015708900003"


@pytest.mark.parametrize(
    "text",
    [
        NIK,
        f"NIK saya {NIK}.",
        "6474 0157 0890 0003",
        "6474-0157-0890-0003",
        "64.74.01.570890.0003",
        f"telepon 0812-3456-7890\nNIK:{NIK}",
        f"{NIK} {NIK}",
        "６４７４０１５７０８９００００３",
    ],
)
def test_sixteen_digits_are_taken_for_an_identity_number(text: str) -> None:
    assert carries_identity_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nomornya 62010 7318 4 0000245 2023 tidak cocok.",
        "Nomor 647401570890000",
        "64740157089000031",
        "+62 812 3456 7890 dan 0813 1111 2222",
        "dilihat 14.04.2026 jam 09.12",
    ],
)
def test_other_numbers_are_let_through(text: str) -> None:
    assert not carries_identity_number(text)


@given(st.text(max_size=40), st.text(max_size=40), st.integers(10**15, 10**16 - 1))
def test_a_number_is_found_wherever_it_stands_alone(before: str, after: str, number: int) -> None:
    assert carries_identity_number(f"{before}\n{number}\n{after}")
