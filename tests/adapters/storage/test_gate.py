"""A service that hangs takes some threads of a process, never all."""

from __future__ import annotations

from contextlib import ExitStack
from threading import Event, Thread

import pytest

from marketplace.adapters.storage.gate import AT_ONCE, PATIENCE, PAUSE, SLOW, Gate
from marketplace.kit.errors import NotFound, Refusal, Unavailable


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def gate(clock: Clock) -> Gate:
    return Gate(clock)


def fail(gate: Gate, clock: Clock, after: float, refusal: Refusal | None = None) -> None:
    """Make a call that takes so long and is refused."""
    refusal = refusal or Unavailable("storage.unreachable")

    def call() -> None:
        with gate.passing():
            clock.now += after
            raise refusal

    with pytest.raises(type(refusal), match=refusal.code):
        call()


def full(gate: Gate, places: int = AT_ONCE) -> ExitStack:
    """Take places; leaving the block gives them back, answered."""
    inside = ExitStack()
    for _ in range(places):
        inside.enter_context(gate.passing())
    return inside


def refused(gate: Gate) -> bool:
    try:
        with gate.passing():
            return False
    except Unavailable:
        return True


def test_where_nothing_comes_back_the_next_is_refused_without_waiting(gate: Gate, clock: Clock) -> None:
    with full(gate):
        clock.now += PATIENCE
        assert refused(gate)
    assert not refused(gate)


def test_who_waits_gets_the_first_place_that_is_given_back(gate: Gate) -> None:
    passed = Event()

    def wait() -> None:
        with gate.passing():
            passed.set()

    with full(gate):
        thread = Thread(target=wait)
        thread.start()
        assert not passed.is_set()
    thread.join(20)
    assert passed.is_set()


def test_after_a_slow_failure_nobody_passes_for_a_while_and_then_one_at_a_time(
    gate: Gate, clock: Clock
) -> None:
    fail(gate, clock, SLOW + 0.1)
    assert refused(gate)
    clock.now += PAUSE
    with full(gate, 1):
        assert refused(gate)


def test_an_answer_opens_it_wide_again(gate: Gate, clock: Clock) -> None:
    fail(gate, clock, SLOW + 0.1)
    clock.now += PAUSE
    assert not refused(gate)
    with full(gate, AT_ONCE - 1):
        assert not refused(gate)


def test_one_that_fails_slowly_again_shuts_it_again(gate: Gate, clock: Clock) -> None:
    fail(gate, clock, SLOW + 0.1)
    clock.now += PAUSE
    fail(gate, clock, SLOW + 0.1)
    assert refused(gate)


def test_a_refusal_that_comes_at_once_narrows_nothing(gate: Gate, clock: Clock) -> None:
    fail(gate, clock, 0.1)
    with full(gate, AT_ONCE - 1):
        assert not refused(gate)


def test_a_file_that_is_not_there_is_an_answer(gate: Gate, clock: Clock) -> None:
    fail(gate, clock, SLOW + 0.1)
    clock.now += PAUSE
    fail(gate, clock, SLOW + 1, NotFound("storage.missing"))
    with full(gate, AT_ONCE - 1):
        assert not refused(gate)


def test_places_are_given_back_whatever_happens(gate: Gate, clock: Clock) -> None:
    for _ in range(AT_ONCE * 3):
        fail(gate, clock, 0.1)
        with pytest.raises(ZeroDivisionError), gate.passing():
            _ = 1 / 0
    with full(gate, AT_ONCE - 1):
        assert not refused(gate)
