"""The child by itself: a directory, one file, or one word."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import asdict
from typing import BinaryIO, cast

from marketplace.adapters.archives.entries import DEFAULT_LIMITS
from marketplace.adapters.archives.isolation import MODULE
from marketplace.adapters.isolation.children import PROJECT
from marketplace.adapters.isolation.frames import receive, send
from tests.adapters.archives.hostile import JPEG, good


def test_it_answers_with_entries_bytes_or_the_reason():
    command = [sys.executable, "-m", MODULE, "5", "600000000"]
    data = good({"a.jpg": JPEG})
    request = {"size": len(data), "limits": asdict(DEFAULT_LIMITS)}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=PROJECT) as child:
        to_child, from_child = cast(BinaryIO, child.stdin), cast(BinaryIO, child.stdout)
        send(to_child, request, [data])
        entry = receive(from_child)[0]["entries"][0]
        assert (entry["name"], entry["size"]) == ("a.jpg", len(JPEG))
        send(to_child, {"entry": entry}, [data[: entry["bound"]]])
        assert receive(from_child)[1] == [JPEG]
        send(to_child, request, [b"nothing"])
        head, blobs = receive(from_child)
        assert (head["error"], blobs) == ("archive.not_readable", [])
        to_child.close()
        assert child.wait(10) == 0
