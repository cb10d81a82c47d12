"""One number per bag and order, so that a list goes on behind it by a range and never by counting off."""

from __future__ import annotations

from marketplace.adapters.search.port import Order

NUMBER_BITS = 31
LAST_NUMBER = (1 << NUMBER_BITS) - 1
MOST_DAYS = 127
_MINUTE_BITS = 26
_LAST_MINUTE = (1 << _MINUTE_BITS) - 1
_MINUTES_BEGIN = 1_577_836_800
"""1 January 2020: 26 bits of minutes reach to the year 2147."""
_SECOND_BITS = 33
_LAST_SECOND = (1 << _SECOND_BITS) - 1
"""33 bits of seconds reach to the year 2242."""
DESCENDING = frozenset({Order.TURNS, Order.NEWEST, Order.DEAREST})


def key(
    order: Order, number: int, *, turn: int = 0, price: int = 0, ready_days: int = 0, published: int = 0
) -> int:
    """Return where a bag stands in an order, 0 to 2^64 - 1, whatever the moment.

    The orders of `DESCENDING` run from the greatest key down. By turns and by price bags of one second tie: whoever
    goes on behind one of them begins before all of that second, and tells them apart. By relevance there is no key:
    ValueError.
    """
    behind = LAST_NUMBER - number
    second = min(max(0, published), _LAST_SECOND)
    match order:
        case Order.TURNS:
            return turn << _SECOND_BITS | second
        case Order.NEWEST:
            return second << NUMBER_BITS | number
        case Order.CHEAPEST | Order.DEAREST:
            return price << _SECOND_BITS | second
        case Order.READY:
            minute = min(max(0, (published - _MINUTES_BEGIN) // 60), _LAST_MINUTE)
            days = min(max(0, ready_days), MOST_DAYS)
            return (days << _MINUTE_BITS | (_LAST_MINUTE - minute)) << NUMBER_BITS | behind
    raise ValueError("a list by relevance has no keys")
