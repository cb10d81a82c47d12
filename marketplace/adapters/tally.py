"""Counting in memory what is not worth a write each time. Any thread may count; one takes the sum and writes it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", int, str)


class Tally(Generic[K]):
    """Counts by (what, local day). What was not taken when the process ends is lost.

    With `most`, no more than so many different ones are kept at a time: what comes after that is not counted.
    """

    def __init__(self, most: int | None = None) -> None:
        self._lock = Lock()
        self._most = most
        self._counts: Counter[tuple[K, date]] = Counter()

    def note(self, what: K, day: date) -> None:
        """Count one more."""
        with self._lock:
            if self._most is None or len(self._counts) < self._most or (what, day) in self._counts:
                self._counts[what, day] += 1

    def take(self) -> Counter[tuple[K, date]]:
        """Return what was counted so far and begin anew."""
        with self._lock:
            taken, self._counts = self._counts, Counter()
        return taken

    def give_back(self, counts: Counter[tuple[K, date]]) -> None:
        """Put back what could not be written down."""
        with self._lock:
            self._counts.update(counts)
