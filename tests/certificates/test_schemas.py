"""Forms to typed values and back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from marketplace.certificates.claims import Claim, UnitEntry
from marketplace.certificates.schemas import CertificateForm, DecisionForm, typed_values
from marketplace.kit.identity_numbers import carries_identity_number

LINES = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=30).filter(
    lambda text: not carries_identity_number(text)
)


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


@pytest.mark.parametrize(
    "field",
    ["holder_name", "body_name", "field", "scheme", "scheme_en", "issue_place", "signatory", "unit_title"],
)
@pytest.mark.parametrize("number", ["6474010101900001", "6474 0101 0190 0001", "6474.0101.0190.0001"])
def test_no_identity_number_is_kept_in_words(field: str, number: str) -> None:
    typed = f"Siti {number}"
    with pytest.raises(ValidationError) as refusal:
        CertificateForm.model_validate({field: [typed] if field == "unit_title" else typed})
    (error,) = refusal.value.errors()
    assert (error["loc"][0], error["type"]) == (field, "text.identity_number")


@pytest.mark.parametrize("field", ["reason", "note"])
def test_no_officer_writes_one_down_either(field: str) -> None:
    with pytest.raises(ValidationError, match="sixteen"):
        DecisionForm.model_validate({"action": "reject", "version": 1, field: "NIK 6474010101900001"})


@pytest.mark.parametrize(
    "number",
    ["62015 7318 9 0001234 2025", "00000 0000 0 0000001 2025", "KEK 1234 00001 2025", "6474010101900001"],
)
def test_no_certificate_is_refused_for_the_form_of_its_number(number: str) -> None:
    for field in ("certificate_no", "registration_no", "blanko_no", "body_licence_no"):
        assert getattr(CertificateForm.model_validate({field: number}), field) == number
