"""Processes that are started, replaced and stopped together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")

TWO = """
import os, signal
from marketplace.cli import supervisor
supervisor.PAUSE_SECONDS = 0
def role(first):
    print("up" if first else "again", os.getpid(), flush=True)
    signal.signal(signal.SIGTERM, lambda number, frame: (print("down", os.getpid(), flush=True), os._exit(0)))
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


@pytest.fixture
def start() -> Iterator[object]:
    running: list[Process] = []

    def begin(code: str) -> Process:
        command = [sys.executable, "-c", code]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        running.append(process)
        return process

    yield begin
    for process in running:
        if process.poll() is None:
            process.kill()
        process.communicate()


def line(process: Process) -> list[str]:
    assert process.stdout is not None
    return process.stdout.readline().split()


def test_a_dead_child_is_replaced_and_all_are_stopped_together(start) -> None:  # type: ignore[no-untyped-def]
    process = start(TWO)
    first, second = line(process), line(process)
    assert [first[0], second[0]] == ["up", "up"]
    os.kill(int(first[1]), signal.SIGKILL)
    third = line(process)
    assert third[0] == "again"
    process.send_signal(signal.SIGTERM)
    rest, errors = process.communicate(timeout=30)
    words = rest.split("\n")
    assert words[0] == "closing"
    assert {f"down {second[1]}", f"down {third[1]}"} <= set(words)
    assert "over" in words
    assert "ended with -9" in errors
    assert process.returncode == 0


def test_a_child_that_will_not_end_is_killed(start) -> None:  # type: ignore[no-untyped-def]
    process = start(STUBBORN)
    assert line(process) == ["up"]
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=30)
    assert rest == "over\n"


def test_how_a_child_ended_is_known(start) -> None:  # type: ignore[no-untyped-def]
    said, errors = start(ENDINGS).communicate(timeout=30)
    assert said.splitlines() == ["hello", "0 1 7 1"]
    assert "no room" in errors
    assert "RuntimeError: fell" in errors
