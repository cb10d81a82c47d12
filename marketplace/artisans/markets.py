"""How far an artisan sells, as she wrote it down, and how bags get there. Nothing is concluded from where she lives.

Levels are seen from her place: `local` is her own city or regency, `regional` the rest of her province, `national` the
rest of Indonesia, `abroad` every other country. A level is served where she named at least one way to it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum


class Market(StrEnum):
    LOCAL = "local"
    REGIONAL = "regional"
    NATIONAL = "national"
    ABROAD = "abroad"


class Carriage(StrEnum):
    """How a bag gets to the buyer."""

    COLLECTED = "collected"
    BROUGHT = "brought"
    COURIER = "courier"
    POST = "post"
    CARGO = "cargo"
    PARTNER = "partner"


Markets = Mapping[Market, Collection[Carriage]]


def kept(markets: Markets) -> dict[str, list[str]]:
    """Return what a row keeps: levels and ways in the order of their lists; levels without a way are left out."""
    return {
        market.value: [way.value for way in Carriage if way in markets[market]]
        for market in Market
        if markets.get(market)
    }


def read(row: Mapping[str, Collection[str]] | None) -> dict[Market, list[Carriage]]:
    """Return what a row says; a word nobody knows any more is passed over."""
    found = {
        market: [way for way in Carriage if way.value in (row or {}).get(market.value, ())]
        for market in Market
    }
    return {market: ways for market, ways in found.items() if ways}
