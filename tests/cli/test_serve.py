"""The server as people start it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest

pytestmark = pytest.mark.slow

Served = subprocess.Popen[str]


class Server:
    """`serve` on a free port, in a folder of its own, without demo data."""

    def __init__(self, folder: Path, *words: str) -> None:
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "HOME") if name in os.environ}
        self.process: Served = subprocess.Popen(
            [sys.executable, "-m", "marketplace", "serve", "--port", "0", *words],
            env={**kept, "MARKETPLACE_DATA_DIR": str(folder), "MARKETPLACE_DEMO": "off"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.lines: list[str] = []

    def address(self) -> str:
        """Wait until the server says where it serves."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.strip())
            if line.startswith("Serving on "):
                return line.split()[-1]
        raise AssertionError(self.process.stderr.read() if self.process.stderr else "no answer")

    def end(self) -> int:
        with suppress(ProcessLookupError):
            os.kill(self.process.pid, signal.SIGTERM)
        self.process.communicate(timeout=60)
        return self.process.returncode


@pytest.fixture
def start(tmp_path: Path) -> Iterator[object]:
    servers: list[Server] = []

    def begin(*words: str) -> Server:
        servers.append(Server(tmp_path, *words))
        return servers[-1]

    yield begin
    for server in servers:
        with suppress(ProcessLookupError):
            os.killpg(server.process.pid, signal.SIGKILL)
        server.process.communicate(timeout=60)


def status(address: str) -> int:
    with build_opener(ProxyHandler({})).open(f"{address}/healthz", timeout=30) as answer:
        found: int = answer.status
    return found


def test_the_first_start_makes_the_tables_and_the_second_does_not(start, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    first = start()
    assert status(first.address()) == 200
    assert any("Preparing the database" in line for line in first.lines)
    assert first.end() == 0
    second = start()
    assert status(second.address()) == 200
    assert len(second.lines) == 1
    assert second.end() == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_several_processes_share_one_address_and_end_together(start) -> None:  # type: ignore[no-untyped-def]
    server = start("--processes", "2")
    address = server.address()
    assert {status(address) for _ in range(6)} == {200}
    assert server.end() == 0
