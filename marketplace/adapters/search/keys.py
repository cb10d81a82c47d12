"""One number per bag and order: unique, so that a list goes on behind it by a range and never by counting off."""

from __future__ import annotations

from marketplace.adapters.search.port import Order

NUMBER_BITS = 31
LAST_NUMBER = (1 << NUMBER_BITS) - 1
MOST_DAYS = 127
_MINUTE_BITS = 26
_LAST_MINUTE = (1 << _MINUTE_BITS) - 1
_MINUTES_BEGIN = 1_577_836_800
"""1 January 2020: 26 bits of minutes reach to the year 2147."""
DESCENDING = frozenset({Order.NEWEST, Order.DEAREST})


def key(order: Order, number: int, *, price: int = 0, ready_days: int = 0, published: int = 0) -> int:
    """Return where a bag stands in an order, 0 to 2^64 - 1; bags that tie stand newest number first.

    The orders of `DESCENDING` run from the greatest key down. By relevance there is no key: ValueError.
    """
    behind = LAST_NUMBER - number
    match order:
        case Order.NEWEST:
            return max(0, published) << NUMBER_BITS | number
        case Order.CHEAPEST:
            return price << NUMBER_BITS | behind
        case Order.DEAREST:
            return price << NUMBER_BITS | number
        case Order.READY:
            minute = min(max(0, (published - _MINUTES_BEGIN) // 60), _LAST_MINUTE)
            days = min(max(0, ready_days), MOST_DAYS)
            return (days << _MINUTE_BITS | (_LAST_MINUTE - minute)) << NUMBER_BITS | behind
    raise ValueError("a list by relevance has no keys")
