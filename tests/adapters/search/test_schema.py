"""What the columns hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from marketplace.adapters.search.schema import (
    LAST_DAY,
    NONE,
    NUMBER,
    VALID,
    blocks,
    blocks_of,
    row_of,
    sums_field,
)
from tests.adapters.search.bags import GROUPS, bag

days = st.integers(0, 800_000)


@given(days, days, days)
def test_a_day_lies_in_a_period_exactly_when_one_of_its_blocks_does(first: int, last: int, day: int) -> None:
    shared = set(blocks(first, last)) & set(blocks_of(day))
    assert len(shared) == (first <= day <= last)


def test_periods_without_end_end_at_the_last_day() -> None:
    assert set(blocks(0, LAST_DAY + 5)) & set(blocks_of(LAST_DAY))
    assert blocks(10, 9) == ()


def test_a_row_says_all_values_of_a_group_in_one() -> None:
    row = row_of(bag(7, "Tas", groups={"colour": ["red", "blue"]}, valid=[(5, 9)]), GROUPS)
    assert row.get_first(sums_field("colour")) == "blue red"
    assert row.get_first(sums_field("type")) == NONE
    assert row.get_first(NUMBER) == 7
    assert set(str(row.get_first(VALID)).split()) == set(blocks(5, 9))
