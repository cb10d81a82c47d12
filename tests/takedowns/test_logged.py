"""What was done with bags and what the log says of it are the same, or `log verify` tells."""

from __future__ import annotations

import pytest

from marketplace.appeals.rules import Outcome
from marketplace.takedowns import logged, operations


@pytest.fixture
def settled(make, down, maker, other):
    operations.appeal(down, "Itu foto saya.", actor=maker, at=make.clock())
    operations.decide(down, Outcome.UPHELD, "Bukan.", actor=other, at=make.clock())
    operations.give_back(down, "Foto sudah diganti.", actor=other, at=make.clock())
    make.session.commit()
    return down


def test_rows_that_agree_with_the_log_are_no_strays(settled):
    assert list(logged.strays()) == []


@pytest.mark.parametrize(
    ("name", "subjects"),
    [
        ("reason", [logged.TAKEN_DOWN]),
        ("back_reason", [logged.GIVEN_BACK]),
        ("answer", [logged.UPHELD]),
        ("appeal", [logged.GIVEN_BACK, logged.UPHELD]),
    ],
)
def test_a_changed_row_is_found(make, settled, name, subjects):
    setattr(settled, name, "Lain.")
    make.session.commit()
    assert list(logged.strays()) == [
        f"{subject} {settled.id} says something else than its entry in the log" for subject in subjects
    ]
