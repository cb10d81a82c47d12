"""Counting in memory what is not worth a write each time. Any thread may count; one takes the sum and writes it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from threading import Lock


class Tally:
    """Counts by (row, local day). What was not taken when the process ends is lost."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: Counter[tuple[int, date]] = Counter()

    def note(self, row_id: int, day: date) -> None:
        """Count one more."""
        with self._lock:
            self._counts[row_id, day] += 1

    def take(self) -> Counter[tuple[int, date]]:
        """Return what was counted so far and begin anew."""
        with self._lock:
            taken, self._counts = self._counts, Counter()
        return taken

    def give_back(self, counts: Counter[tuple[int, date]]) -> None:
        """Put back what could not be written down."""
        with self._lock:
            self._counts.update(counts)
