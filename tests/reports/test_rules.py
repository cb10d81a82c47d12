"""The table of a report's life, and its clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.certificates.waiting import working_days
from marketplace.kit.errors import Conflict
from marketplace.reports.rules import (
    DECIDE_WORKING_DAYS,
    LIFECYCLE,
    Action,
    Outcome,
    State,
    closing,
    due_on,
    first_in_time,
    may_close,
    time_is_over,
)

TABLE = {
    (State.RECEIVED, Action.FORWARD): State.WITH_ARTISAN,
    (State.RECEIVED, Action.SET_ASIDE): State.CLOSED,
    (State.WITH_ARTISAN, Action.REPLY): State.REPLIED,
    (State.WITH_ARTISAN, Action.CLOSE): State.CLOSED,
    (State.WITH_ARTISAN, Action.SET_ASIDE): State.CLOSED,
    (State.REPLIED, Action.CLOSE): State.CLOSED,
    (State.REPLIED, Action.SET_ASIDE): State.CLOSED,
}
UNTIL = datetime(2026, 4, 21, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", Action)
def test_every_pair_of_state_and_step_is_decided(state, action):
    if (state, action) in TABLE:
        assert LIFECYCLE.move(state, action).target is TABLE[state, action]
        assert LIFECYCLE.move(state, action).needs_reason
        return
    with pytest.raises(Conflict):
        LIFECYCLE.move(state, action)


def test_only_what_is_not_about_the_record_is_set_aside():
    assert {outcome: closing(outcome) for outcome in Outcome} == {
        Outcome.PROVEN: Action.CLOSE,
        Outcome.NOT_PROVEN: Action.CLOSE,
        Outcome.CORRECTED: Action.CLOSE,
        Outcome.OUTSIDE: Action.SET_ASIDE,
    }


def test_an_outcome_waits_for_the_reply_or_for_the_end_of_its_time():
    before = UNTIL - timedelta(microseconds=1)
    assert not may_close(State.RECEIVED, None, UNTIL)
    assert not may_close(State.WITH_ARTISAN, UNTIL, before)
    assert may_close(State.WITH_ARTISAN, UNTIL, UNTIL)
    assert may_close(State.REPLIED, UNTIL, before)
    assert not may_close(State.CLOSED, UNTIL, UNTIL)
    assert not time_is_over(None, UNTIL)


def test_the_outcome_is_due_after_fourteen_working_days():
    assert due_on(date(2026, 4, 14)) == date(2026, 5, 4)
    assert due_on(date(2026, 4, 18)) == date(2026, 5, 7)  # a Saturday: Monday is the first day


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(0, 40))
def test_the_queue_counts_as_late_what_each_line_calls_late(today, ago):
    received = today - timedelta(days=ago)
    assert (received < first_in_time(today)) is (today > due_on(received))
    assert working_days(received, due_on(received)) == DECIDE_WORKING_DAYS
