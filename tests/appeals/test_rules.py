"""Against what, until when, and what follows."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.appeals.rules import APPEALABLE, WITHIN, Outcome, is_open_to_appeal, needs_second, reinstates
from marketplace.certificates.rules import LIFECYCLE, Action, Status
from tests.conftest import NOON


@pytest.mark.parametrize("action", Action)
def test_what_goes_against_the_artisan_can_be_appealed_for_thirty_days(action):
    assert is_open_to_appeal(action, NOON, NOON + WITHIN - timedelta(seconds=1)) is (action in APPEALABLE)
    assert not is_open_to_appeal(action, NOON, NOON + WITHIN)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("outcome", Outcome)
def test_only_a_suspended_certificate_comes_back(status, outcome):
    back = reinstates(outcome, status)
    assert back is (outcome is Outcome.GRANTED and status is Status.SUSPENDED)
    assert not back or LIFECYCLE.allows(status, Action.REINSTATE)


def test_there_is_no_way_back_from_revoked_or_rejected():
    assert LIFECYCLE.actions(Status.REVOKED) == LIFECYCLE.actions(Status.REJECTED) == []


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("action", Action)
def test_only_that_a_rejection_stands_needs_a_second_officer(outcome, action):
    assert needs_second(outcome, action) is (outcome is Outcome.UPHELD and action is Action.REJECT)
