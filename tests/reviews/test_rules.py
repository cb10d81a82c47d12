"""Who may review, which marks owe a reason, and when an average is honest."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from marketplace.reviews.rules import (
    FEWEST_FOR_AVERAGE,
    Aspect,
    Summary,
    may_review,
    needs_account,
    summary,
    unexplained,
)
from tests.conftest import NOON


@pytest.mark.parametrize(
    ("handed_over_at", "passed_on", "account", "signed_in", "may", "waits"),
    [
        (None, False, None, None, False, False),
        (None, True, 7, None, False, False),
        (NOON, False, None, None, True, False),
        (NOON, False, 7, None, True, False),
        (NOON, True, None, None, False, False),
        (NOON, True, None, 7, False, False),
        (NOON, True, 7, None, False, True),
        (NOON, True, 7, 8, False, True),
        (NOON, True, 7, 7, True, False),
    ],
)
def test_the_right_to_a_review(handed_over_at, passed_on, account, signed_in, may, waits):
    note = SimpleNamespace(handed_over_at=handed_over_at, passed_on=passed_on, buyer_account_id=account)
    assert may_review(note, signed_in) is may
    assert needs_account(note, signed_in) is waits


def test_low_marks_owe_a_reason_each():
    marks = dict(zip(Aspect, (1, 2, 3, 5), strict=True))
    assert unexplained(marks, {}) == [Aspect.AS_DESCRIBED, Aspect.MADE_WELL]
    assert unexplained(marks, {Aspect.AS_DESCRIBED: "Warna lain", Aspect.MADE_WELL: " "}) == [
        Aspect.MADE_WELL
    ]


def test_few_reviews_have_no_average():
    assert summary(FEWEST_FOR_AVERAGE - 1, [20, 20, 20, 20]) == Summary(FEWEST_FOR_AVERAGE - 1, {})
    found = summary(5, [25, 24, 23, 11])
    assert list(found.tenths.values()) == [50, 48, 46, 22]


def test_halves_round_up():
    assert summary(20, [85, 85, 85, 85]).tenths[Aspect.MADE_WELL] == 43
