"""The child by itself: it answers, says little, and ends with its parent."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

import pytest

from marketplace.adapters.images.isolation import MODULE
from marketplace.adapters.isolation.children import PROJECT
from marketplace.adapters.isolation.frames import receive, send
from tests.adapters.images.samples import photo, quarters, saved

LIMITS = [10_000_000, 40_000_000, 12_000, 500]
SMALL = saved(quarters(64, 80), "PNG")
RENDER = {"task": "render", "pass": "first", "master": False}


@pytest.fixture
def child() -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", MODULE, "10", "1500000000"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=PROJECT) as process:
        yield process
        process.kill()


def ask(
    child: subprocess.Popen[bytes], request: dict[str, Any], data: bytes
) -> tuple[dict[str, Any], list[bytes]]:
    send(cast(BinaryIO, child.stdin), {**request, "limits": LIMITS}, [data])
    return receive(cast(BinaryIO, child.stdout))


def test_it_answers_one_request_after_the_other(child: subprocess.Popen[bytes]) -> None:
    for _ in range(2):
        head, blobs = ask(child, RENDER, SMALL)
        assert (head["width"], head["height"], [name for *_, name in head["renditions"]]) == (
            64,
            80,
            ["avif", "webp", "jpeg"],
        )
        assert len(blobs) == 3
    head, blobs = ask(child, {**RENDER, "pass": "fine", "master": True}, SMALL)
    assert head["renditions"] == [[64, 80, "avif"]] and blobs[1].startswith(b"\xff\xd8")
    head, blobs = ask(child, {"task": "scan", "max_pages": 20}, photo("bambu-a"))
    ((*page, marks),) = head["pages"]
    assert page == [1080, 1350, "webp"] and [len(mark) for mark in marks] == [256] * 4


@pytest.mark.parametrize("data", [b"hello", b"", SMALL[:60], photo("bambu-a")[:4000]])
def test_of_a_broken_file_it_says_one_word_and_lives_on(child: subprocess.Popen[bytes], data: bytes) -> None:
    head, blobs = ask(child, RENDER, data)
    assert set(head) == {"error", "blobs"}
    assert blobs == []
    assert ask(child, RENDER, SMALL)[0]["width"] == 64


def test_it_ends_when_its_parent_is_gone(child: subprocess.Popen[bytes]) -> None:
    ask(child, RENDER, SMALL)
    cast(BinaryIO, child.stdin).close()
    assert child.wait(10) == 0


def test_it_draws_cards_and_says_one_word_of_a_broken_cover(child: subprocess.Popen[bytes]) -> None:
    names = ("site", "title", "price", "maker", "tone", "claim", "day")
    words = {**dict.fromkeys(names, "ok"), "state": ["Berlaku."]}
    request = {"task": "card", "colour": "#14505d", "words": words, "focus": [50, 50]}
    _, (card,) = ask(child, request, b"")
    assert card.startswith(b"\xff\xd8") and b"Berlaku." in card
    assert ask(child, request, SMALL)[0]["error"] == "not_readable"
