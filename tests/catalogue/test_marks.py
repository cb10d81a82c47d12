"""The place in a list survives the way through an address, and nothing else passes for one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.catalogue.marks import NUMBERS, Mark, read_mark
from marketplace.catalogue.rules import Sort
from marketplace.kit.paging import encode_cursor

NOON = datetime(2026, 4, 14, 4, tzinfo=UTC)


@st.composite
def marks(draw):
    sort = draw(st.sampled_from(Sort))
    number = st.integers(0, 2**31 - 1)
    at = draw(st.datetimes(datetime(1900, 1, 1), datetime(2999, 12, 31), timezones=st.just(UTC)))
    numbers = tuple(draw(number) for _ in range(NUMBERS[sort]))
    return Mark(sort, numbers, at, draw(number), draw(st.integers(0, 1_000_000)))


@given(
    st.one_of(
        st.datetimes(max_value=datetime(1899, 12, 31), timezones=st.just(UTC)),
        st.datetimes(min_value=datetime(3000, 1, 1), timezones=st.just(UTC)),
    )
)
def test_a_mark_of_years_in_which_nothing_was_put_up_is_none(at):
    assert read_mark(Mark(Sort.NEWEST, (), at, 1, 0).encode(), Sort.NEWEST) is None


@given(marks(), st.sampled_from(Sort))
def test_a_mark_is_read_back_in_its_own_order_and_in_no_other(mark, sort):
    assert read_mark(mark.encode(), sort) == (mark if sort is mark.sort else None)


@pytest.mark.parametrize(
    "values",
    [
        [],
        ["newest"],
        ["newest", NOON.isoformat(), 1, 2, 3],
        ["newest", NOON.isoformat(), -1, 0],
        ["newest", NOON.isoformat(), 2**31, 0],
        ["newest", NOON.isoformat(), True, 0],
        ["newest", NOON.isoformat(), "1", 0],
        ["newest", NOON.isoformat(), 1.0, 0],
        ["newest", NOON.isoformat(), 1, None],
        ["cheapest", 5, None, 1, 0],
        ["newest", None, 1, 0],
        ["newest", "yesterday", 1, 0],
        ["newest", "0001-01-01T00:00:00+14:00", 1, 0],
        ["turns", NOON.isoformat(), 1, 0],
        ["turns", -1, NOON.isoformat(), 1, 0],
        ["near", 1, NOON.isoformat(), 1, 0],
        ["newest", 5, NOON.isoformat(), 1, 0],
        ["ready", None, 1, NOON.isoformat(), 1, 0],
        ["cheapest", "5", NOON.isoformat(), 1, 0],
        ["cheapest", 2**40, NOON.isoformat(), 1, 0],
    ],
    ids=repr,
)
def test_a_mark_nobody_made_leads_to_page_one(values):
    sort = Sort(values[0]) if values else Sort.NEWEST
    assert read_mark(encode_cursor(values), sort) is None


def test_how_far_somebody_read_has_an_end():
    mark = Mark(Sort.CHEAPEST, (1,), NOON, 1, 2**31 - 1)
    found = read_mark(mark.encode(), Sort.CHEAPEST)
    assert found is not None
    assert found.seen == 1_000_000


@given(st.text(max_size=600), st.sampled_from(Sort))
def test_no_text_breaks_the_reading_of_a_mark(text, sort):
    assert read_mark(text, sort) is None
