"""Who may review, which marks owe a reason, and when an average is honest."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from marketplace.reviews.rules import (
    FEWEST_FOR_AVERAGE,
    Aspect,
    Lack,
    Summary,
    closed,
    holds,
    summary,
    unexplained,
)
from tests.conftest import NOON


@pytest.mark.parametrize(
    ("handed_over_at", "passed_on", "account", "signed_in", "lack"),
    [
        (None, False, None, None, Lack.NOT_YET),
        (None, True, 7, 7, Lack.NOT_YET),
        (NOON, False, None, None, None),
        (NOON, False, 7, None, None),
        (NOON, True, None, None, Lack.ACCOUNT),
        (NOON, True, None, 7, Lack.ACCOUNT),
        (NOON, True, 7, None, Lack.ACCOUNT),
        (NOON, True, 7, 8, Lack.ACCOUNT),
        (NOON, True, 7, 7, None),
    ],
)
def test_who_may_ask_for_the_right_to_a_review(handed_over_at, passed_on, account, signed_in, lack):
    note = SimpleNamespace(handed_over_at=handed_over_at, passed_on=passed_on, buyer_account_id=account)
    assert closed(note, signed_in) is lack
    assert holds(note, signed_in) is (signed_in is not None and signed_in == account)


def test_low_marks_owe_a_reason_each():
    marks = dict(zip(Aspect, (1, 2, 3, 5), strict=True))
    assert unexplained(marks, {}) == [Aspect.AS_DESCRIBED, Aspect.MADE_WELL]
    assert unexplained(marks, {Aspect.AS_DESCRIBED: "Warna lain", Aspect.MADE_WELL: " "}) == [
        Aspect.MADE_WELL
    ]


def test_few_buyers_have_no_average_however_many_reviews_they_write():
    assert summary(40, 30, FEWEST_FOR_AVERAGE - 1, [20, 20, 20, 20]) == Summary(40, 30, 4, {})
    found = summary(7, 6, 5, [25, 24, 23, 11])
    assert list(found.tenths.values()) == [50, 48, 46, 22]
    assert found.unproved == 1


def test_halves_round_up():
    assert summary(20, 20, 20, [85, 85, 85, 85]).tenths[Aspect.MADE_WELL] == 43
