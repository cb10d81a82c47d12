"""Forms to typed values and back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from marketplace.certificates.claims import Claim, UnitEntry
from marketplace.certificates.schemas import CertificateForm, typed_values

LINES = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=30)


def iso(day: date | None) -> str:
    return day.isoformat() if day else ""


@given(
    st.builds(
        Claim,
        holder_name=LINES,
        issue_date=st.none() | st.dates(date(2004, 1, 1), date(2080, 1, 1)),
        term_months=st.none() | st.integers(1, 120),
        units=st.lists(st.builds(UnitEntry, LINES, LINES), max_size=8).map(tuple),
    )
)
def test_what_was_kept_comes_back_the_same(claim: Claim) -> None:
    form = CertificateForm.model_validate(typed_values(claim, 1, iso) | {"consent": ""})
    again = form.claim()
    assert again.last_day == claim.last_day and again.term_months == claim.term_months
    assert len(again.units) == len(claim.units)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"issue_date": "kemarin"}, "certificate.date"),
        ({"issue_date": "1 Januari 1999"}, "certificate.date_old"),
        ({"issue_date": "2 Mei 2025", "valid_until": "1 Mei 2025"}, "certificate.ends_before_start"),
        ({"unit_code": ["A"], "unit_title": [""]}, "certificate.unit_title"),
        ({"unit_code": ["A" * 41], "unit_title": ["x"]}, "text.too_long"),
        ({"unit_title": ["x"] * 41}, "too_long"),
        ({"term_months": "121"}, "less_than_equal"),
    ],
)
def test_what_cannot_be_has_a_code(fields: dict[str, object], code: str) -> None:
    with pytest.raises(ValidationError) as error:
        CertificateForm.model_validate(fields)
    assert error.value.errors()[0]["type"] == code


def test_months_without_the_choice_are_not_a_term() -> None:
    assert CertificateForm.model_validate({"term_months": "24"}).claim().term_months is None
    assert (
        CertificateForm.model_validate({"term": "three_years", "term_months": "24"}).claim().term_months == 36
    )
