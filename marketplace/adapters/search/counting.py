"""How many bags answer, in all and per value of a facet group."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from tantivy import Query

from marketplace.adapters.search.asking import Asked, Reading, combined
from marketplace.adapters.search.port import Question
from marketplace.adapters.search.schema import NONE, ONE, sums_field

MOST_COMBINATIONS = 5_000
"""Combinations of values in one group that are summed up, the most frequent ones."""
KEPT = 256
MANY, MANY_SECONDS = 10_000, 10.0
"""Counts beyond this are told as "more than" it: they may be this old, while smaller ones follow every commit."""


@dataclass(frozen=True, slots=True)
class Summed:
    """What was counted: every answer, and those per value of each group asked for."""

    total: int
    counts: Mapping[str, Mapping[str, int]]


class Counted:
    """Counts of one index, kept for the questions that come again. Any thread may ask."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._change = 0
        self._kept: OrderedDict[object, tuple[int, float, Summed]] = OrderedDict()

    @property
    def change(self) -> int:
        """The number of the index's state: to be asked for together with the reading that is counted in."""
        return self._change

    def index_changed(self) -> None:
        """Stop believing what is not too many to be told exactly."""
        self._change += 1

    def count(
        self, reading: Reading, change: int, asked: Asked, words: Query | None, question: Question
    ) -> Summed:
        """Return the counts of a question whose words were understood so; `change` is the state `reading` looks at."""
        key = _key(asked, question)
        now = time.monotonic()
        with self._lock:
            kept = self._kept.get(key)
        if kept and (kept[0] == change or (kept[2].total > MANY and now - kept[1] < MANY_SECONDS)):
            return kept[2]
        summed = _count(reading, words, question)
        with self._lock:
            self._kept[key] = (change, now, summed)
            self._kept.move_to_end(key)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return summed


def _key(asked: Asked, question: Question) -> object:
    """Return what decides the counts: neither order nor place does."""
    chosen = tuple(sorted((group, tuple(sorted(values))) for group, values in question.chosen.items()))
    words = tuple(tuple(sorted(ways.items())) for ways in asked.words)
    days = (question.ready_within, question.valid_on, question.present_on, question.away_on)
    return (words, chosen, tuple(question.count), question.price, *days)


def _count(reading: Reading, words: Query | None, question: Question) -> Summed:
    """Count in one pass all groups in which nothing is chosen, and in one more each other, its own choice left out."""
    alone = [group for group in question.count if question.chosen.get(group)]
    together = [sums_field(group) for group in question.count if group not in alone] or [ONE]
    found = _sum(reading, combined(words, reading.filters(question)), together)
    for group in alone:
        others = combined(words, reading.filters(question, leaving=group))
        found.update(_sum(reading, others, [sums_field(group)]))
    return Summed(found[together[0]][0], {group: found[sums_field(group)][1] for group in question.count})


def _sum(reading: Reading, query: Query, columns: Sequence[str]) -> dict[str, tuple[int, dict[str, int]]]:
    wanted = {column: {"terms": {"field": column, "size": MOST_COMBINATIONS}} for column in columns}
    return {column: _read(summed) for column, summed in reading.searcher.aggregate(query, wanted).items()}


def _read(summed: Mapping[str, Any]) -> tuple[int, dict[str, int]]:
    """Return how many bags were summed up, and how many have each value: a column says all that one bag has."""
    total = int(summed["sum_other_doc_count"] or 0)
    counts: dict[str, int] = {}
    for bucket in summed["buckets"]:
        number = int(bucket["doc_count"])
        total += number
        for value in bucket["key"].split():
            counts[value] = counts.get(value, 0) + number
    counts.pop(NONE, None)
    return total, counts
