"""Processes that are started, replaced and stopped together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from marketplace.cli.supervisor import SETTLED_SECONDS, Supervisor

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")

TWO = """
import os, signal
from marketplace.cli import supervisor
supervisor.PAUSE_SECONDS = 0
def say(word):
    os.write(1, f"{word} {os.getpid()}\\n".encode())  # in one piece, or two processes' words mix
def role(first):
    signal.signal(signal.SIGTERM, lambda number, frame: (say("down"), os._exit(0)))
    say("up" if first else "again")
    while True:
        signal.pause()
supervisor.Supervisor([role, role], at_stop=lambda: print("closing", flush=True)).run()
print("over", flush=True)
"""
STUBBORN = """
import signal, time
from marketplace.cli import supervisor
supervisor.PATIENCE_SECONDS = 0.2
def role(first):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    print("up", flush=True)
    while True:
        signal.pause()
supervisor.Supervisor([role]).run()
print("over", flush=True)
"""
HOPELESS = """
import os, signal
from marketplace.cli import supervisor
supervisor.PAUSE_SECONDS = 0
def sound(first):
    signal.signal(signal.SIGTERM, lambda number, frame: (os.write(1, b"down\\n"), os._exit(0)))
    while True:
        signal.pause()
def falls(first):
    os.write(1, b"up\\n")
    raise RuntimeError("no table")
supervisor.Supervisor([sound, falls], at_stop=lambda: print("closing", flush=True)).run()
"""
ENDINGS = """
import click
from marketplace.cli.supervisor import fork, wait_for
def well(): print("hello")
def refuse(): raise click.ClickException("no room")
def leave(): raise SystemExit(7)
def fall(): raise RuntimeError("fell")
print(*[wait_for(fork(work)) for work in (well, refuse, leave, fall)])
"""

Process = subprocess.Popen[str]
Start = Callable[[str], Process]


@pytest.fixture
def start() -> Iterator[Start]:
    """Start a program in a process group of its own, so that none of its children outlives the test."""
    running: list[Process] = []

    def begin(code: str) -> Process:
        pipe = subprocess.PIPE
        command = [sys.executable, "-c", code]
        running.append(subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, start_new_session=True))
        return running[-1]

    yield begin
    for process in running:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=30)


def line(process: Process) -> list[str]:
    assert process.stdout is not None
    return process.stdout.readline().split()


def rest(process: Process) -> tuple[list[str], str]:
    """Read to the end what the lines before have left in the buffers."""
    assert process.stdout is not None
    assert process.stderr is not None
    said, errors = process.stdout.read().splitlines(), process.stderr.read()
    process.wait(30)
    return said, errors


def test_a_dead_child_is_replaced_and_all_are_stopped_together(start: Start) -> None:
    process = start(TWO)
    first, second = line(process), line(process)
    assert [first[0], second[0]] == ["up", "up"]
    os.kill(int(first[1]), signal.SIGKILL)
    third = line(process)
    assert third[0] == "again"
    process.send_signal(signal.SIGTERM)
    words, errors = rest(process)
    assert words[0] == "closing"
    assert {f"down {second[1]}", f"down {third[1]}"} <= set(words)
    assert "over" in words
    assert "ended with -9" in errors
    assert process.returncode == 0


def test_a_child_that_will_not_end_is_killed(start: Start) -> None:
    process = start(STUBBORN)
    assert line(process) == ["up"]
    process.send_signal(signal.SIGINT)
    assert rest(process)[0] == ["over"]


def test_a_role_that_never_comes_up_ends_all_and_says_so(start: Start) -> None:
    process = start(HOPELESS)
    said, errors = rest(process)
    assert said == ["up"] * 6 + ["closing", "down"]
    assert "no table" in errors
    assert "6 times in a row" in errors
    assert process.returncode == 1


def test_the_pause_doubles_with_every_death_in_a_row_and_a_long_life_forgets_them() -> None:
    supervisor = Supervisor([lambda first: None])
    pauses = []
    for lived in (0.0, 0.0, 0.0, SETTLED_SECONDS, 0.0):
        now = time.monotonic()
        supervisor._children[1] = (0, now - lived)
        supervisor._bury(1, 1)
        pauses.append(round(supervisor._due.pop(0) - now))
    assert pauses == [1, 2, 4, 0, 2]


def test_how_a_child_ended_is_known(start: Start) -> None:
    said, errors = start(ENDINGS).communicate(timeout=30)
    assert said.splitlines() == ["hello", "0 1 7 1"]
    assert "no room" in errors
    assert "RuntimeError: fell" in errors
