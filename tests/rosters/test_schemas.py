"""What the forms may send."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from marketplace.rosters.reading import Plan
from marketplace.rosters.rules import Fact, Meaning
from marketplace.rosters.schemas import ClaimForm, MatchForm, UploadForm

BASE = {"event": "Uji", "body_name": "LSP Contoh"}


def test_units_are_lines_and_a_long_one_is_cut():
    form = UploadForm.model_validate({**BASE, "units": "Satu\n\nDua\n" + "x" * 300})
    assert form.origin().units == ("Satu", "Dua", "x" * 200)
    assert form.origin().term_months == 36


@pytest.mark.parametrize(
    "wrong", [{"event": ""}, {"issue_date": "kemarin"}, {"term_months": "0"}, {"term_months": "121"}]
)
def test_what_cannot_be_is_refused(wrong):
    with pytest.raises(ValidationError):
        UploadForm.model_validate({**BASE, **wrong})


def test_columns_are_read_in_order_and_nonsense_is_left_out():
    form = MatchForm.model_validate(
        {"version": "1", "column": ["holder_name", "", "drop table", "units", "units"]}
    )
    plan = form.plan(Plan({}, scheme="Tas"))
    assert plan.columns == {0: Meaning.HOLDER_NAME, 3: Meaning.UNITS, 4: Meaning.UNITS}
    assert (plan.fact, plan.scheme) == (None, "Tas")


def test_a_claim_is_read_or_told_what_is_wrong():
    form = ClaimForm.model_validate({"number": " 00000  0000 ", "fact": "17 Agustus 1985"})
    assert (form.number, form.known()) == ("00000 0000", (Fact.BIRTH_DATE, "1985-08-17"))
    with pytest.raises(ValidationError):
        ClaimForm.model_validate({"number": "1", "fact": "17"})
