"""Methods and outcomes, what the events of a certificate come to, and when a check is old."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.access.roles import Role
from marketplace.certificates.rules import Method
from marketplace.checks.rules import (
    ISSUERS_OUTCOMES,
    OLD_AFTER_DAYS,
    Outcome,
    is_old,
    is_possible,
    months_old,
    order,
    urgency,
    weigh,
)

TODAY = date(2026, 4, 14)


@dataclass(frozen=True)
class Event:
    id: int
    outcome: Outcome
    checked_on: date = TODAY
    method: Method = Method.PORTAL_BNSP
    actor_role: Role = Role.OFFICER


IMPOSSIBLE = {
    (Method.CITY_LIST, Outcome.SOURCE_UNAVAILABLE),
    (Method.PHYSICAL_DOCUMENT, Outcome.SOURCE_UNAVAILABLE),
    (Method.PHYSICAL_DOCUMENT, Outcome.NOT_FOUND),
}


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("method", Method)
def test_a_method_has_the_outcomes_it_can_have(method: Method, outcome: Outcome) -> None:
    assert is_possible(method, outcome) is ((method, outcome) not in IMPOSSIBLE)


def test_a_body_can_say_yes_no_or_not_known() -> None:
    assert set(ISSUERS_OUTCOMES) == set(Outcome) - {Outcome.SOURCE_UNAVAILABLE}
    assert all(is_possible(Method.LSP_CONFIRMATION, outcome) for outcome in ISSUERS_OUTCOMES)


@pytest.mark.parametrize(("days", "old"), [(0, False), (89, False), (90, False), (91, True), (400, True)])
def test_a_check_is_old_after_ninety_days(days: int, old: bool) -> None:
    assert OLD_AFTER_DAYS == 90
    assert is_old(TODAY - timedelta(days=days), TODAY) is old


def test_an_old_check_has_an_age_of_whole_months() -> None:
    assert months_old(date(2026, 1, 14), TODAY) == 3
    assert months_old(date(2026, 1, 15), TODAY) == 2


def test_a_match_settles_what_came_before_it() -> None:
    before = [Event(number, outcome) for number, outcome in enumerate(Outcome, 1)]
    evidence = weigh([*before, Event(9, Outcome.MATCH)])
    assert evidence.match == Event(9, Outcome.MATCH)
    assert (evidence.mismatch, evidence.not_found, evidence.unanswered) == (None, None, None)
    assert evidence.attempts == []


@pytest.mark.parametrize("outcome", set(Outcome) - {Outcome.MATCH})
def test_what_comes_after_a_match_leaves_the_match_standing(outcome: Outcome) -> None:
    later = Event(2, outcome, TODAY + timedelta(days=5))
    evidence = weigh([later, Event(1, Outcome.MATCH)])
    assert evidence.match == Event(1, Outcome.MATCH)
    told = [] if outcome is Outcome.MISMATCH else [later]
    assert evidence.attempts == told
    assert (evidence.mismatch is not None) is (outcome is Outcome.MISMATCH)


@given(
    st.lists(st.tuples(st.sampled_from(Outcome), st.integers(0, 6)), max_size=12),
    st.randoms(use_true_random=False),
)
def test_the_order_in_which_events_are_read_changes_nothing(drawn, random) -> None:
    events = [
        Event(number, outcome, TODAY + timedelta(days=days)) for number, (outcome, days) in enumerate(drawn)
    ]
    shuffled = list(events)
    random.shuffle(shuffled)
    evidence = weigh(shuffled)
    assert evidence == weigh(events)
    matches = [event for event in events if event.outcome is Outcome.MATCH]
    assert evidence.match == max(matches, key=order, default=None)
    if evidence.match is not None:
        assert all(order(event) > order(evidence.match) for event in evidence.attempts)


@given(st.integers(0, 2000), st.integers(0, 10_000))
def test_age_and_readers_both_make_it_more_urgent(days: int, visits: int) -> None:
    assert urgency(days + 1, visits) > urgency(days, visits)
    assert urgency(days, visits + 1) >= urgency(days, visits)
    assert urgency(days, 0) == days
