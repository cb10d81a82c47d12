"""The columns of the index, and a document as they hold it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import tantivy

from marketplace.adapters.search.analyser import analysed
from marketplace.adapters.search.keys import key
from marketplace.adapters.search.port import Document, Order

NUMBER, TEXT, WORDS, PRICE, DAYS = "number", "text", "words", "price", "days"
VALID, AWAY = "valid", "away"
"""Periods of days, as `blocks` makes them."""
KEYS: Mapping[Order, str] = {order: f"by_{order.value}" for order in Order if order is not Order.RELEVANCE}
ONE = "one"
"""The column that has the same value for every bag: what is counted where no group is."""
NONE = "-"
"""Stands for a group the bag has no value in."""
SIZES = 22
LAST_DAY = (1 << SIZES) - 1
"""Days are counted up to the year 9999, which 22 bits hold."""


def group_field(group: str) -> str:
    """Return the column that finds one value of a group."""
    return f"in_{group}"


def sums_field(group: str) -> str:
    """Return the column that is counted: one value per bag, all that it has in the group; several times quicker."""
    return f"of_{group}"


def make_schema(groups: Sequence[str]) -> tantivy.Schema:
    """Return the columns: words, facet groups, days, and unsigned numbers, each declared before it is filled."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field(NUMBER, indexed=True, fast=True)
    builder.add_text_field(TEXT, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field(WORDS, tokenizer_name="whitespace", index_option="basic")
    for name in (VALID, AWAY):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for group in groups:
        builder.add_text_field(group_field(group), tokenizer_name="raw", index_option="basic")
        builder.add_text_field(sums_field(group), fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(ONE, fast=True, tokenizer_name="raw", index_option="basic")
    for name in (PRICE, DAYS, *KEYS.values()):
        builder.add_unsigned_field(name, fast=True)
    return builder.build()


def row_of(document: Document, groups: Sequence[str]) -> tantivy.Document:
    """Return a document as the index holds it."""
    row = tantivy.Document()
    text, words = analysed(document.texts)
    number, price, days = document.number, document.price, document.ready_days
    row.add_unsigned(NUMBER, number)
    row.add_text(TEXT, text)
    row.add_text(WORDS, words)
    for group, each, all_of_it in _columns(tuple(groups)):
        values = document.groups.get(group, ())
        for value in values:
            row.add_text(each, value)
        row.add_text(
            all_of_it, " ".join(sorted(values)) if len(values) > 1 else values[0] if values else NONE
        )
    row.add_text(ONE, NONE)
    row.add_unsigned(PRICE, price)
    row.add_unsigned(DAYS, days)
    for order, name in KEYS.items():
        place = key(
            order, number, turn=document.turn, price=price, ready_days=days, published=document.published
        )
        row.add_unsigned(name, place)
    for name, periods in ((VALID, document.valid), (AWAY, document.away)):
        if periods:
            row.add_text(name, " ".join({block for period in periods for block in blocks(*period)}))
    return row


@lru_cache
def _columns(groups: tuple[str, ...]) -> list[tuple[str, str, str]]:
    return [(group, group_field(group), sums_field(group)) for group in groups]


@lru_cache(maxsize=20_000)
def blocks(first: int, last: int) -> tuple[str, ...]:
    """Return a period of days as the fewest blocks of 1, 2, 4, ... days that make it up; nothing for one turned round.

    A day lies in the period exactly when one of its `blocks_of` is among them, however many periods a bag has.
    """
    last = min(last, LAST_DAY)
    first = max(first, 0)
    found = []
    while first <= last:
        size = 0
        while first % (2 << size) == 0 and first + (2 << size) - 1 <= last and size < SIZES - 1:
            size += 1
        found.append(f"{size}:{first >> size}")
        first += 1 << size
    return tuple(found)


def blocks_of(day: int) -> Iterator[str]:
    """Yield the block of each size that a day lies in."""
    for size in range(SIZES):
        yield f"{size}:{day >> size}"
