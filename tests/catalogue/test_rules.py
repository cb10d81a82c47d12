"""A question to the catalogue survives the way through an address."""

from __future__ import annotations

import pytest

from marketplace.catalogue.rules import ENUMS, ONE_WILL_DO, Group, Search, Sort
from marketplace.listings.measures import PRICE_BANDS, PriceBand

BUSY = Search(
    text="tas ombak",
    words=("tas", "ombak"),
    chosen={Group.TYPE: ("tote", "pouch"), Group.PLACE: ("64.74.01",), Group.BAND: ("under_100",)},
    low=50_000,
    high=90_000,
    certified=True,
    near="64.74.01.1001",
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
        "near": ["64.74.01.1001"],
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
    if group in ONE_WILL_DO:
        assert asked == Search().having(group.value, second), (
            "beside the wider choice it would change nothing"
        )
        return
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


@pytest.mark.parametrize(
    ("asked", "order"),
    [
        ({}, Sort.TURNS),
        ({"words": ("tas",)}, Sort.RELEVANCE),
        ({"sort": Sort.RELEVANCE}, Sort.TURNS),
        ({"sort": Sort.NEAR}, Sort.TURNS),
        ({"sort": Sort.NEAR, "near": "64.74"}, Sort.NEAR),
        ({"words": ("tas",), "sort": Sort.TURNS}, Sort.TURNS),
        ({"words": ("tas",), "sort": Sort.NEWEST}, Sort.NEWEST),
    ],
)
def test_an_order_that_cannot_be_had_is_the_usual_one_and_the_usual_one_has_no_name(asked, order):
    search = Search(**asked)
    assert search.order is order
    assert (search.sort is None) == (order is search.usual)


def test_words_let_go_take_their_order_with_them():
    assert Search(text="tas", words=("tas",)).without("q") == Search()
    assert Search(text="tas", words=("tas",), sort=Sort.TURNS).without("q") == Search()
