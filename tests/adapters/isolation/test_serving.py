"""The child's side: what it prints is no answer, what it opens for writing stays empty, and it ends with its parent."""

from __future__ import annotations

import subprocess
import sys
from typing import BinaryIO, cast

from marketplace.adapters.isolation.children import PROJECT
from marketplace.adapters.isolation.frames import receive, send

CHILD = """
import sys
from marketplace.adapters.isolation.serving import serve

def answer(request, data):
    print("this is no answer")
    sys.stdout.flush()
    if request.get("write"):
        try:
            with open(request["write"], "wb") as file:
                file.write(b"x" * 10)
        except OSError as error:
            return {"error": type(error).__name__}, []
    return {"length": len(data)}, []

sys.exit(serve(answer, 5, 900_000_000))
"""


def test_it_answers_cleanly_writes_nothing_and_ends_with_its_parent(tmp_path):
    command = [sys.executable, "-c", CHILD]
    target = tmp_path / "written"
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=PROJECT) as child:
        to_child, from_child = cast(BinaryIO, child.stdin), cast(BinaryIO, child.stdout)
        send(to_child, {}, [b"12345"])
        assert receive(from_child) == ({"length": 5, "blobs": 0}, [])
        send(to_child, {"write": str(target)}, [b""])
        assert receive(from_child)[0]["error"] == "OSError"
        assert target.stat().st_size == 0
        to_child.close()
        assert child.wait(10) == 0
