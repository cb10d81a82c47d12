"""Closed reports and the log say the same, or `log verify` tells."""

from __future__ import annotations

import pytest

from marketplace.decision_log import operations as decision_log
from marketplace.reports import logged, operations
from marketplace.reports.rules import Outcome, State


@pytest.fixture
def closed(make, certificate, officer):
    report = make.report(certificate, state=State.REPLIED, reply="Sudah jelas.", replied_at=make.clock())
    operations.close(report, Outcome.NOT_PROVEN, "Nomornya cocok.", actor=officer, at=make.clock())
    make.session.commit()
    return report


def test_reports_that_agree_with_the_log_are_no_strays(make, certificate, closed):
    make.report(certificate)
    assert list(logged.strays()) == []


@pytest.mark.parametrize(
    "change",
    [
        {"outcome": Outcome.PROVEN},
        {"sentence": "Lain."},
        {"reply": "Lain."},
        {"body": "Lain."},
        {"summary": "x"},
    ],
)
def test_a_changed_row_is_found(make, closed, change):
    for name, value in change.items():
        setattr(closed, name, value)
    make.session.commit()
    assert list(logged.strays()) == [f"report {closed.id} says something else than its entry in the log"]


def test_a_row_put_in_past_the_log_is_found(make, certificate, closed):
    added = make.report(certificate, state=State.CLOSED, outcome=Outcome.PROVEN, closed_at=make.clock())
    assert list(logged.strays()) == [f"report {added.id} is not in the log"]


def test_erased_seals_leave_the_public_part_to_compare(make, closed):
    decision_log.forget(logged.SUBJECT, closed.id)
    closed.body = ""
    make.session.commit()
    assert list(logged.strays()) == []
    closed.outcome = Outcome.PROVEN
    make.session.commit()
    assert len(list(logged.strays())) == 1
