"""The parent's side, whatever its children are for."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from marketplace.adapters.isolation import children
from marketplace.adapters.isolation.children import Children, Lost

CHILD = """
import os, signal, sys, time
sys.path.insert(0, {project!r})
from marketplace.adapters.isolation.serving import serve

def answer(request, data):
    match request["do"]:
        case "echo":
            return {{"pid": os.getpid(), "secret": os.environ.get("MARKETPLACE_SECRET_KEY")}}, [data]
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "raise":
            raise RuntimeError("unforeseen")
        case "eat":
            return {{}}, [b"x" * 10**10]
        case "spin":
            while True:
                pass
        case "leave":
            os._exit(0)
        case "wait":
            time.sleep(60)

sys.exit(serve(answer, int(sys.argv[1]), int(sys.argv[2])))
"""


@pytest.fixture
def pool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Children]:
    (tmp_path / "a_child.py").write_text(CHILD.format(project=str(children.PROJECT)))
    monkeypatch.setattr(children, "PROJECT", tmp_path)
    made = Children("a_child", 1, cpu_seconds=1, memory_bytes=400_000_000, wall_seconds=20)
    yield made
    made.close()


def test_an_answer_comes_back_and_no_secret_goes_in(pool: Children, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARKETPLACE_SECRET_KEY", "not for children")
    head, blobs = pool.ask({"do": "echo"}, b"hello")
    assert head["secret"] is None
    assert blobs == [b"hello"]


@pytest.mark.parametrize(
    ("deed", "reason", "transient"),
    [
        ("crash", "not_readable", False),
        ("raise", "not_readable", False),
        ("spin", "too_heavy", False),
        ("leave", "child_lost", True),
    ],
)
def test_how_a_child_ends_says_whose_fault_it_was(
    pool: Children, deed: str, reason: str, transient: bool
) -> None:
    with pytest.raises(Lost) as caught:
        pool.ask({"do": deed}, b"")
    assert (caught.value.reason, caught.value.transient) == (reason, transient)
    assert pool.ask({"do": "echo"}, b"next")[1] == [b"next"]


def test_a_child_out_of_memory_says_so_and_is_replaced(pool: Children) -> None:
    before = pool.ask({"do": "echo"}, b"")[0]["pid"]
    assert pool.ask({"do": "eat"}, b"")[0]["error"] == "too_heavy"
    assert pool.ask({"do": "echo"}, b"")[0]["pid"] != before


def test_a_child_that_is_waited_for_too_long_is_ended(tmp_path: Path, pool: Children) -> None:
    hasty = Children("a_child", 1, cpu_seconds=1, memory_bytes=400_000_000, wall_seconds=0.2)
    try:
        with pytest.raises(Lost) as caught:
            hasty.ask({"do": "wait"}, b"")
        assert (caught.value.reason, caught.value.transient) == ("too_heavy", True)
    finally:
        hasty.close()


def test_who_waits_for_a_free_child_too_long_is_told(pool: Children) -> None:
    hurried = Children("a_child", 1, cpu_seconds=1, memory_bytes=400_000_000, wall_seconds=20, patience=0.01)
    taken = hurried._places.get()
    try:
        with pytest.raises(Lost) as caught:
            hurried.ask({"do": "echo"}, b"")
        assert (caught.value.reason, caught.value.transient) == ("busy", True)
    finally:
        hurried._places.put(taken)
    assert hurried.ask({"do": "echo"}, b"free")[1] == [b"free"]
    hurried.close()


def test_a_worn_child_is_replaced(pool: Children, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "JOBS_PER_CHILD", 2)
    pids = [pool.ask({"do": "echo"}, b"")[0]["pid"] for _ in range(4)]
    assert pids[0] == pids[1] != pids[2] == pids[3]


def test_the_command_is_this_python() -> None:
    assert Children("x", 1, cpu_seconds=1, memory_bytes=1, wall_seconds=1)._command[0] == sys.executable
