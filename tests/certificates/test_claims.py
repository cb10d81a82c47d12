"""Typed fields and their keys."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.certificates.claims import Claim, field_of_input, input_of_field
from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import Field


@given(st.text(max_size=160))
def test_keys_fit_their_columns_whatever_was_typed(text: str) -> None:
    claim = Claim(text, text, text, text, text, text)
    for name, key in claim.keys().items():
        assert len(key) <= Certificate.__table__.c[name].type.length, name  # type: ignore[attr-defined]


def test_without_a_licence_the_name_of_the_body_stands_in() -> None:
    assert Claim(body_name="LSP Contoh").keys()["body_licence_key"] == "LSPCONTOH"
    assert (
        Claim(body_name="LSP Contoh", body_licence_no="BNSP-LSP-0000-ID").keys()["body_licence_key"]
        == "BNSPLSP0000ID"
    )


def test_a_printed_last_day_overrules_the_term() -> None:
    issued = date(2024, 2, 29)
    assert Claim(issue_date=issued, term_months=36).last_day == date(2027, 2, 28)
    assert Claim(issue_date=issued, term_months=36, valid_until=date(2027, 3, 1)).last_day == date(2027, 3, 1)
    assert Claim(issue_date=issued).last_day is None


@pytest.mark.parametrize("field", Field)
def test_every_part_has_an_input(field: Field) -> None:
    assert field_of_input(input_of_field(field)) is field
