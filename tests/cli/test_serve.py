"""The server as people start it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest

from tests.drills.serving import Server

pytestmark = pytest.mark.slow


@pytest.fixture
def start(tmp_path: Path) -> Iterator[object]:
    servers: list[Server] = []

    def begin(*words: str) -> Server:
        servers.append(Server(tmp_path, *words))
        return servers[-1]

    yield begin
    for server in servers:
        server.kill()


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
