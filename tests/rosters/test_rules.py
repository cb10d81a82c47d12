"""Hashes of facts, and the small rules of lists."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from marketplace.rosters.rules import (
    Entry,
    Fact,
    Outcome,
    agrees,
    counted,
    differing,
    fact_hash,
    undo_until,
)

PARTS = st.tuples(
    st.binary(min_size=32, max_size=32),
    st.from_regex(r"\A[0-9a-f]{32}\Z"),
    st.integers(1, 3000),
    st.sampled_from(Fact),
    st.from_regex(r"\A[0-9]{4}\Z"),
)


@given(PARTS, PARTS)
def test_a_hash_stands_for_one_fact_of_one_row_under_one_key(one, other):
    assert agrees(fact_hash(*one), fact_hash(*other)) == (one == other)


@given(PARTS)
def test_nothing_kept_agrees_with_nothing_given(parts):
    assert not agrees("", fact_hash(*parts))
    assert not agrees("", "")


def test_a_day_is_given_to_undo():
    assert undo_until(datetime(2026, 1, 1, 9, tzinfo=UTC)) == datetime(2026, 1, 2, 9, tzinfo=UTC)


def test_outcomes_are_counted_with_those_that_are_none():
    assert counted([Outcome.NEW, Outcome.NEW]) == dict.fromkeys(Outcome, 0) | {Outcome.NEW: 2}


def test_what_is_not_compared_does_not_differ():
    assert differing(Entry(1, village="a"), Entry(2, village="b")) == []
    assert differing(Entry(1, scheme="a"), Entry(1, scheme="b")) == ["scheme"]
