"""The demonstration's certificates bring about the standing they are for, on whatever day it is loaded."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import Action, StandingKind, Status, standing
from marketplace.demo.papers import AFTER_SUBMISSION, claims
from marketplace.demo.people import PEOPLE
from marketplace.kit.dates import add_months

DAYS = st.dates(date(2026, 1, 1), date(2040, 12, 31))
KINDS = {"valid": StandingKind.VALID, "expiring": StandingKind.EXPIRING, "expired": StandingKind.EXPIRED}


def person(fate):
    return SimpleNamespace(name="Siti Contoh", fate=fate)


def standing_of(claim, today):
    until = add_months(claim.issue_date, claim.term_months)
    verified = Certificate(
        paper=claim.paper,
        status=Status.VERIFIED,
        issue_date=claim.issue_date,
        valid_until=until,
        term_months=claim.term_months,
        checked_on=claim.issue_date,
    )
    return standing(verified, today)


@given(DAYS)
def test_a_paper_stands_as_its_fate_says_on_every_day(today):
    for fate in ("expiring", "expired"):
        (claim,) = claims(person(fate), 1, today)
        assert standing_of(claim, today).kind is KINDS[fate], fate


@given(DAYS)
def test_who_renewed_has_a_lapsed_paper_and_a_valid_one(today):
    old, new = claims(person("renewed"), 1, today)
    assert standing_of(old, today).kind is StandingKind.EXPIRED
    assert standing_of(new, today).is_valid
    assert old.certificate_no != new.certificate_no


@given(DAYS)
def test_no_paper_is_issued_in_the_future(today):
    for number, one in enumerate(PEOPLE, start=1):
        for claim in claims(one, number, today):
            assert claim.issue_date <= today, (one.fate, today)


def test_the_valid_ones_are_valid_while_the_first_year_lasts():
    for days in range(0, 365, 30):
        today = date(2026, 11, 26) + timedelta(days=days)
        (claim,) = claims(person("valid"), 1, today)
        assert standing_of(claim, today).is_valid


def test_no_number_is_given_twice_and_none_could_be_a_real_one():
    papers = [
        claim for number, one in enumerate(PEOPLE, 1) for claim in claims(one, number, date(2026, 11, 26))
    ]
    numbers = [claim.certificate_no for claim in papers]
    assert len(set(numbers)) == len(numbers)
    assert all(number.startswith(("00000 0000 0 ", "CONTOH/")) for number in numbers)
    assert {claim.body_name for claim in papers} == {"LSP Contoh", "LPK Contoh"}


@pytest.mark.parametrize("fate", sorted({one.fate for one in PEOPLE} - {"none", "draft", "listed"}))
def test_every_fate_is_brought_about_by_officers_who_give_their_reasons(fate):
    for action, reason in AFTER_SUBMISSION[fate]:
        assert reason or action in (Action.VERIFY, Action.REINSTATE), (fate, action)


def test_who_has_none_has_none():
    assert claims(person("none"), 1, date(2026, 11, 26)) == []
