"""A small pool of children that read hostile files: a poison file costs one child, never the process that asked."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Timer
from typing import Any, BinaryIO, cast

from marketplace.adapters.isolation.frames import Broken, receive, send

PROJECT = Path(__file__).resolve().parents[3]
JOBS_PER_CHILD = 250
DYING_SECONDS = 1.0
KEPT_VARIABLES = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT")
UNFORESEEN = 1  # Python ends so after an exception nobody caught
ENDED_BY_FILE = {
    signal.SIGSEGV,
    signal.SIGABRT,
    signal.SIGBUS,
    signal.SIGILL,
    signal.SIGFPE,
    signal.SIGTRAP,
}


class Lost(Exception):
    """No answer: `reason` is too_heavy, not_readable or child_lost of a child that ended, busy where none was free.

    `transient`: the cause may be the machine, not the file.
    """

    def __init__(self, reason: str, *, transient: bool) -> None:
        self.reason = reason
        self.transient = transient
        super().__init__(reason)


class Children:
    """At most `places` children of one Python module at once; callers in other threads wait their turn.

    Each request may use `cpu_seconds` of processor time and `wall_seconds` by the clock; each child `memory_bytes` of
    address space. Children start when first needed and are replaced when they end, or are worn. Who has waited
    `patience` seconds for a free one hears that all are busy; None waits for ever.
    """

    def __init__(
        self,
        module: str,
        places: int,
        *,
        cpu_seconds: int,
        memory_bytes: int,
        wall_seconds: float,
        patience: float | None = None,
    ) -> None:
        self._patience = patience
        self._command = [sys.executable, "-m", module, str(cpu_seconds), str(memory_bytes)]
        self._wall_seconds = wall_seconds
        self._places: SimpleQueue[_Child | None] = SimpleQueue()
        self._count = places
        for _ in range(places):
            self._places.put(None)

    def ask(self, request: dict[str, Any], data: bytes) -> tuple[dict[str, Any], list[bytes]]:
        """Return the child's answer; raises Lost."""
        try:
            child = self._places.get(timeout=self._patience)
        except Empty:
            raise Lost("busy", transient=True) from None
        try:
            if child is None or not child.usable():
                if child is not None:
                    child.end()
                child = _Child(self._command)
            return child.ask(request, data, self._wall_seconds)
        finally:
            self._places.put(child)

    def close(self) -> None:
        """End the children, each as soon as it is idle."""
        for _ in range(self._count):
            child = self._places.get()
            if child is not None:
                child.end()
            self._places.put(None)


class _Child:
    """One process. Used by one thread at a time."""

    def __init__(self, command: list[str]) -> None:
        variables = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
        # A fresh process and not a fork: the one that asks has threads and secrets.
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=PROJECT,
            env=variables,
        )
        self._to_child = cast(BinaryIO, self._process.stdin)
        self._from_child = cast(BinaryIO, self._process.stdout)
        self._asked = 0
        self._overdue = False

    def usable(self) -> bool:
        return self._process.poll() is None and self._asked < JOBS_PER_CHILD

    def ask(
        self, request: dict[str, Any], data: bytes, wall_seconds: float
    ) -> tuple[dict[str, Any], list[bytes]]:
        self._asked += 1
        watch = Timer(wall_seconds, self._stop_waiting)
        watch.daemon = True
        watch.start()
        try:
            send(self._to_child, request, [data])
            head, blobs = receive(self._from_child)
        except (Broken, OSError) as error:
            self._let_it_die()
            self.end()
            raise self._obituary() from error
        finally:
            watch.cancel()
        if head.get("error") == "too_heavy":
            self._asked = (
                JOBS_PER_CHILD  # it ran out of memory: what is left of its address space is in pieces
            )
        return head, blobs

    def _let_it_die(self) -> None:
        """Wait for its own end: its pipes close a moment before, and killed then it would not say why it died."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(DYING_SECONDS)

    def end(self) -> None:
        self._process.kill()
        for stream in (self._to_child, self._from_child):
            try:
                stream.close()
            except OSError:  # unsent bytes of a pipe nobody reads any more
                continue
        self._process.wait()

    def _stop_waiting(self) -> None:
        self._overdue = True
        self._process.kill()

    def _obituary(self) -> Lost:
        cause = -self._process.returncode
        if cause == signal.SIGXCPU:
            return Lost("too_heavy", transient=False)
        if self._overdue:
            return Lost("too_heavy", transient=True)
        if cause in ENDED_BY_FILE or self._process.returncode == UNFORESEEN:
            return Lost("not_readable", transient=False)
        return Lost("child_lost", transient=True)
