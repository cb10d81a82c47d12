"""Counting in memory: nothing is lost between threads, and nothing is counted twice."""

from __future__ import annotations

from datetime import date
from threading import Thread

from marketplace.adapters.tally import Tally

DAY, NEXT = date(2026, 4, 14), date(2026, 4, 15)


def test_what_is_taken_is_counted_once() -> None:
    tally = Tally()
    for day in (DAY, DAY, NEXT):
        tally.note(7, day)
    assert tally.take() == {(7, DAY): 2, (7, NEXT): 1}
    assert tally.take() == {}


def test_what_is_given_back_is_added_to_what_came_since() -> None:
    tally = Tally()
    tally.note(7, DAY)
    taken = tally.take()
    tally.note(7, DAY)
    tally.give_back(taken)
    assert tally.take() == {(7, DAY): 2}


def test_threads_lose_no_count() -> None:
    tally = Tally()

    def count() -> None:
        for _ in range(500):
            tally.note(1, DAY)

    threads = [Thread(target=count) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert tally.take() == {(1, DAY): 4000}
