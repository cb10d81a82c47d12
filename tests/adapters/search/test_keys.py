"""The number that says where a bag stands in an order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from marketplace.adapters.search.keys import DESCENDING, LAST_NUMBER, MOST_DAYS, key
from marketplace.adapters.search.port import Order

bags = st.tuples(
    st.integers(1, LAST_NUMBER),
    st.integers(1_000, 100_000_000),
    st.integers(0, MOST_DAYS),
    st.integers(1_577_836_800, 4_000_000_000),
)
Bag = tuple[int, int, int, int]


def stand(order: Order, bag: Bag) -> int:
    number, price, days, published = bag
    found = key(order, number, price=price, ready_days=days, published=published)
    return -found if order in DESCENDING else found


@given(bags, bags)
def test_keys_run_as_the_lists_do(one: Bag, two: Bag) -> None:
    def newest(bag: Bag) -> tuple[int, int]:
        return (-bag[3], -bag[0])

    assert (stand(Order.NEWEST, one) < stand(Order.NEWEST, two)) == (newest(one) < newest(two))
    cheap = (one[1], one[3]) < (two[1], two[3])
    assert (stand(Order.CHEAPEST, one) < stand(Order.CHEAPEST, two)) == cheap
    dear = (-one[1], -one[3]) < (-two[1], -two[3])
    assert (stand(Order.DEAREST, one) < stand(Order.DEAREST, two)) == dear
    soon = (one[2], -(one[3] // 60), -one[0]) < (two[2], -(two[3] // 60), -two[0])
    assert (stand(Order.READY, one) < stand(Order.READY, two)) == soon


@given(st.integers(0, LAST_NUMBER), st.integers(0, LAST_NUMBER), bags, bags)
def test_turns_run_from_the_greatest_and_from_the_newest(first: int, second: int, one: Bag, two: Bag) -> None:
    before, after = (
        key(Order.TURNS, bag[0], turn=turn, published=bag[3]) for turn, bag in ((first, one), (second, two))
    )
    assert (before > after) == ((first, one[3]) > (second, two[3]))


@given(
    st.integers(0, LAST_NUMBER),
    st.integers(-62_135_596_800, 253_402_300_800),
    st.sampled_from([order for order in Order if order is not Order.RELEVANCE]),
)
def test_whatever_an_address_may_name_has_a_key(leads: int, moment: int, order: Order) -> None:
    found = key(order, LAST_NUMBER, turn=leads, price=leads, ready_days=leads, published=moment)
    assert 0 <= found < 1 << 64


@given(bags, st.sampled_from([order for order in Order if order is not Order.RELEVANCE]))
def test_keys_fit_the_column(bag: Bag, order: Order) -> None:
    assert 0 <= abs(stand(order, bag)) < 1 << 64


def test_bags_from_before_and_long_waits_fit_too() -> None:
    assert key(Order.READY, 1, ready_days=10_000, published=0) < 1 << 64
    assert key(Order.NEWEST, 1, published=-5) == 1
