"""Asking the embedded engine: one reader per process, which sees every commit at its next question."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import TypeVar

import tantivy

from marketplace.adapters.search import counting
from marketplace.adapters.search.asking import Reading, combined
from marketplace.adapters.search.folder import IndexFolder, mark_of
from marketplace.adapters.search.keys import DESCENDING
from marketplace.adapters.search.port import DEEPEST, Answer, Correction, EngineNotReady, Order, Question
from marketplace.adapters.search.schema import KEYS, NUMBER

T = TypeVar("T")
log = logging.getLogger(__name__)
_PASSING = tuple(f"(os error {number})" for number in (errno.EMFILE, errno.ENFILE, errno.ENOMEM))
"""How the library words what is no fault of the index."""


@dataclass(slots=True)
class _Opened:
    name: str
    index: tantivy.Index
    seen: int = 0
    counted: counting.Counted = field(default_factory=counting.Counted)


@dataclass(frozen=True, slots=True)
class _Look:
    """One state of the index, with what was counted in it: `change` tells it from the states after it."""

    reading: Reading
    counted: counting.Counted
    change: int


class TantivyEngine:
    """Keeps the promise of `SearchEngine` over a folder that somebody writes to. Any thread may ask."""

    def __init__(self, folder: IndexFolder) -> None:
        self.folder = folder
        self._lock = Lock()
        self._stamp: tuple[int, ...] | None = None
        self._opened: _Opened | None = None

    def find(self, question: Question) -> Answer:
        """Answer a question; see `SearchEngine`."""
        return self._reading(lambda look: _find(look, question))

    def ways(self, text: str, *, exact: bool) -> Sequence[Collection[str]]:
        """Return what a bag is found by that has the words; see `SearchEngine`."""
        return self._reading(lambda look: look.reading.ways(text, exact=exact))

    def suggest(self, text: str, limit: int) -> list[str]:
        """Return how the last word may go on; see `SearchEngine`."""
        return self._reading(lambda look: look.reading.go_on(text, limit))

    def is_ready(self) -> bool:
        """Tell whether there is an index to ask."""
        try:
            return self._reading(lambda look: True)
        except EngineNotReady:
            return False

    def _reading(self, work: Callable[[_Look], T]) -> T:
        name = ""
        try:
            with self._lock:
                name, opened = self._current()
                reading = Reading(opened.index.schema, opened.index.searcher())
                look = _Look(reading, opened.counted, opened.counted.change)
            return work(look)
        except EngineNotReady:
            raise
        except BaseException as error:
            # the library panics on a torn file, and its panic is no Exception
            if not (isinstance(error, Exception) or type(error).__name__ == "PanicException"):
                raise
            self._give_up(name, error)
            raise EngineNotReady("broken") from error

    def _current(self) -> tuple[str, _Opened]:
        stamp = self.folder.stamp()
        if stamp != self._stamp:
            self._opened, self._stamp = None, stamp
        name = self._opened.name if self._opened else self.folder.current()
        if name is None:
            raise EngineNotReady("missing")
        if self._opened is None:
            self._opened = self._open(name)
        opened = self._opened
        seen = mark_of(self.folder.path(name) / "meta.json")
        if seen != opened.seen:
            opened.index.reload()
            opened.seen = seen
            opened.counted.index_changed()
        return name, opened

    def _open(self, name: str) -> _Opened:
        try:
            index = tantivy.Index.open(str(self.folder.path(name)))
            index.config_reader("manual")
        except Exception as error:
            self._give_up(name, error)
            raise EngineNotReady("broken") from error
        return _Opened(name, index)

    def _give_up(self, name: str, error: BaseException) -> None:
        """Let nobody ask a generation that cannot be read; one that was taken away meanwhile is only let go.

        So is one that there were no files or memory left for: it is as good as before.
        """
        log.error("search index %s cannot be read: %s", name, type(error).__name__)
        self._opened, self._stamp = None, None
        passing = isinstance(error, MemoryError) or any(code in str(error) for code in _PASSING)
        if name and name == self.folder.current() and not passing:
            self.folder.tell_broken(name)


def _find(look: _Look, question: Question) -> Answer:
    reading = look.reading
    asked = reading.understand(question.text, exact=question.exact)
    words = reading.words_query(asked)
    filters = reading.filters(question)
    summed = look.counted.count(reading, look.change, asked, words, question)
    order = question.order
    if order is Order.RELEVANCE and words is None:
        order = Order.NEWEST
    if not summed.total or question.limit < 1 or (question.all_or_none and summed.total > question.limit):
        numbers, places = [], []
    elif order is Order.RELEVANCE:
        numbers = _by_relevance(reading, combined(words, filters), question)
        places = [0] * len(numbers)
    else:
        if question.after is not None:
            filters = [*filters, reading.behind(order, question.after)]
        numbers, places = _by_key(reading, combined(words, filters), order, question.limit)
    correction = Correction(asked.corrected) if asked.corrected else None
    return Answer(numbers, places, summed.total, summed.counts, correction)


def _by_relevance(reading: Reading, query: tantivy.Query, question: Question) -> list[int]:
    limit = min(question.limit, DEEPEST - question.skip)
    if limit < 1:
        return []
    hits = reading.searcher.search(query, limit, count=False, offset=max(0, question.skip)).hits
    return _numbers(reading, [address for _, address in hits])


def _by_key(reading: Reading, query: tantivy.Query, order: Order, limit: int) -> tuple[list[int], list[int]]:
    way = tantivy.Order.Desc if order in DESCENDING else tantivy.Order.Asc
    hits = reading.searcher.search(query, limit, count=False, order_by_field=KEYS[order], order=way).hits
    return _numbers(reading, [address for _, address in hits]), [int(key) for key, _ in hits]


def _numbers(reading: Reading, addresses: list[tantivy.DocAddress]) -> list[int]:
    return [int(number or 0) for number in reading.searcher.fast_field_values(NUMBER, addresses)]
