"""Decided appeals and the log say the same, or `log verify` tells."""

from __future__ import annotations

import pytest

from marketplace.appeals import logged, operations
from marketplace.appeals.rules import Outcome
from marketplace.certificates.rules import Action, Status


@pytest.fixture
def decided(make, officer):
    certificate = make.certificate(status=Status.REVOKED)
    appeal = make.appeal(make.decision(certificate, Action.REVOKE))
    operations.decide(appeal, Outcome.UPHELD, "Tetap.", actor=officer, prefix="BTG", at=make.clock())
    make.session.commit()
    return appeal


def test_appeals_that_agree_with_the_log_are_no_strays(decided):
    assert list(logged.strays()) == []


@pytest.mark.parametrize("change", [{"outcome": Outcome.GRANTED}, {"reason": "Lain."}, {"body": "Lain."}])
def test_a_changed_row_is_found(make, decided, change):
    for name, value in change.items():
        setattr(decided, name, value)
    make.session.commit()
    assert list(logged.strays()) == [f"appeal {decided.id} says something else than its entry in the log"]
