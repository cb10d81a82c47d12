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
    cheap = (one[1], -one[0]) < (two[1], -two[0])
    assert (stand(Order.CHEAPEST, one) < stand(Order.CHEAPEST, two)) == cheap
    dear = (-one[1], -one[0]) < (-two[1], -two[0])
    assert (stand(Order.DEAREST, one) < stand(Order.DEAREST, two)) == dear
    soon = (one[2], -(one[3] // 60), -one[0]) < (two[2], -(two[3] // 60), -two[0])
    assert (stand(Order.READY, one) < stand(Order.READY, two)) == soon


@given(bags, st.sampled_from([order for order in Order if order is not Order.RELEVANCE]))
def test_keys_fit_the_column(bag: Bag, order: Order) -> None:
    assert 0 <= abs(stand(order, bag)) < 1 << 64


def test_bags_from_before_and_long_waits_fit_too() -> None:
    assert key(Order.READY, 1, ready_days=10_000, published=0) < 1 << 64
    assert key(Order.NEWEST, 1, published=-5) == 1
