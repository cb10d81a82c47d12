"""A question to the catalogue, and the place in its answer, survive the way through an address."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.catalogue.rules import ENUMS, Group, Mark, Search, Sort, read_mark
from marketplace.kit.paging import encode_cursor
from marketplace.listings.measures import PRICE_BANDS, PriceBand

NOON = datetime(2026, 4, 14, 4, tzinfo=UTC)
BUSY = Search(
    text="tas ombak",
    words=("tas", "ombak"),
    chosen={Group.TYPE: ("tote", "pouch"), Group.PLACE: ("64.74.01",), Group.BAND: ("under_100",)},
    low=50_000,
    high=90_000,
    certified=True,
    sort=Sort.CHEAPEST,
)


def test_every_part_of_a_question_stands_in_its_address_and_the_usual_order_does_not():
    assert BUSY.query() == {
        "q": ["tas ombak"],
        "type": ["tote", "pouch"],
        "band": ["under_100"],
        "place": ["64.74.01"],
        "low": ["50000"],
        "high": ["90000"],
        "certified": ["1"],
        "sort": ["cheapest"],
    }
    assert Search().query() == {}


@pytest.mark.parametrize("part", list(BUSY.parts()), ids=lambda part: "=".join(part))
def test_a_part_taken_back_is_the_only_one_that_goes(part):
    left = BUSY.without(*part)
    assert list(left.parts()) == [other for other in BUSY.parts() if other != part]
    assert left.sort is BUSY.sort


def test_the_last_value_of_a_group_takes_the_group_with_it():
    only = Search(chosen={Group.TYPE: ("tote",)})
    assert only.without("type", "tote") == Search()
    assert BUSY.without("type").ticked(Group.TYPE) == ()
    assert not only.without("type").is_narrowed


@pytest.mark.parametrize(("group", "members"), ENUMS.items())
def test_a_value_more_joins_those_ticked_already(group, members):
    first, second = [member.value for member in members][:2]
    asked = Search().having(group.value, first).having(group.value, second)
    assert asked.ticked(group) == (first, second)
    assert asked.without(group.value, second) == Search().having(group.value, first)


def test_a_question_that_only_orders_is_not_narrowed():
    assert not Search(sort=Sort.DEAREST).is_narrowed
    assert Search(certified=True).is_narrowed


@pytest.mark.parametrize("band", PriceBand)
def test_a_band_is_asked_for_with_the_limits_the_measures_give_it(band):
    assert Search(chosen={Group.BAND: (band.value,)}).bands() == [PRICE_BANDS[band]]


def test_a_group_and_an_order_nobody_knows_cannot_be_asked():
    with pytest.raises(ValueError, match="submarine"):
        BUSY.without("submarine", "x")


@st.composite
def marks(draw):
    sort = draw(st.sampled_from(Sort))
    number = st.integers(0, 2**31 - 1)
    by_price = sort in (Sort.CHEAPEST, Sort.DEAREST)
    at = None if by_price else draw(st.datetimes(timezones=st.just(UTC)))
    first = None if sort is Sort.NEWEST else draw(number)
    return Mark(sort, first, at, draw(number), draw(st.integers(0, 1_000_000)))


@given(marks(), st.sampled_from(Sort))
def test_a_mark_is_read_back_in_its_own_order_and_in_no_other(mark, sort):
    assert read_mark(mark.encode(), sort) == (mark if sort is mark.sort else None)


@pytest.mark.parametrize(
    "values",
    [
        [],
        ["newest"],
        ["newest", None, NOON.isoformat(), 1, 2, 3],
        ["newest", None, NOON.isoformat(), -1, 0],
        ["newest", None, NOON.isoformat(), 2**31, 0],
        ["newest", None, NOON.isoformat(), True, 0],
        ["newest", None, NOON.isoformat(), "1", 0],
        ["newest", None, NOON.isoformat(), 1.0, 0],
        ["newest", None, NOON.isoformat(), 1, None],
        ["newest", None, None, 1, 0],
        ["newest", None, "yesterday", 1, 0],
        ["newest", None, "0001-01-01T00:00:00+14:00", 1, 0],
        ["newest", 5, NOON.isoformat(), 1, 0],
        ["ready", None, NOON.isoformat(), 1, 0],
        ["cheapest", "5", None, 1, 0],
        ["cheapest", 2**40, None, 1, 0],
    ],
    ids=repr,
)
def test_a_mark_nobody_made_leads_to_page_one(values):
    sort = Sort(values[0]) if values else Sort.NEWEST
    assert read_mark(encode_cursor(values), sort) is None


def test_how_far_somebody_read_has_an_end():
    mark = Mark(Sort.CHEAPEST, 1, None, 1, 2**31 - 1)
    found = read_mark(mark.encode(), Sort.CHEAPEST)
    assert found is not None
    assert found.seen == 1_000_000


@given(st.text(max_size=600), st.sampled_from(Sort))
def test_no_text_breaks_the_reading_of_a_mark(text, sort):
    assert read_mark(text, sort) is None
