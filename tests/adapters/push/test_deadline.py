"""A deadline ends what waits on a connection, and touches nothing that was ended in time."""

from __future__ import annotations

import socket
from threading import Event

import pytest

from marketplace.adapters.push import deadline as module
from marketplace.adapters.push.deadline import Deadline

AGES = 3600.0


@pytest.fixture
def pair():
    one, other = socket.socketpair()
    with one, other:
        one.settimeout(60)
        yield one, other


@pytest.fixture
def ring(monkeypatch):
    """Return what a deadline does when its time is over, to be called when the test says so."""
    rings = []

    class Rung(module.Timer):
        def __init__(self, seconds, what):
            super().__init__(seconds, what)
            rings.append(what)

    monkeypatch.setattr(module, "Timer", Rung)
    return lambda: rings[-1]()


def test_whoever_waits_reads_the_end_once_time_is_over(pair):
    one, _ = pair
    with Deadline(0.01) as deadline:
        deadline.watch(one)
        assert one.recv(1) == b""


def test_an_exchange_that_ends_in_time_keeps_its_connection(pair, ring):
    one, other = pair
    with Deadline(AGES) as deadline:
        deadline.watch(one)
    ring()
    one.send(b"a")
    assert other.recv(1) == b"a"


def test_a_connection_that_was_closed_meanwhile_costs_nobody_elses(pair, ring):
    one, other = pair
    with Deadline(AGES) as deadline:
        deadline.watch(one)
        number = one.fileno()
        one.close()
        again, end = socket.socketpair()
        with again, end:
            assert number in (again.fileno(), end.fileno()), "the number is given anew"
            ring()
            again.send(b"a")
            assert end.recv(1) == b"a"
    assert other.recv(1) == b""


def test_nothing_is_begun_after_time_is_over(pair, ring):
    with Deadline(AGES) as deadline:
        ring()
        with pytest.raises(TimeoutError):
            deadline.watch(pair[0])


def test_one_that_ended_by_itself_is_no_error(pair, ring):
    one, _ = pair
    done = Event()
    with Deadline(AGES) as deadline:
        deadline.watch(one)
        one.shutdown(socket.SHUT_RDWR)
        ring()
        done.set()
    assert done.is_set()
