"""The child by itself: a table, or one word."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from typing import BinaryIO, cast

from marketplace.adapters.isolation.children import PROJECT
from marketplace.adapters.isolation.frames import receive, send
from marketplace.adapters.spreadsheets.isolation import MODULE
from marketplace.adapters.spreadsheets.tables import DEFAULT_LIMITS


def test_it_answers_with_rows_or_with_the_reason():
    command = [sys.executable, "-m", MODULE, "5", "600000000"]
    request = {"limits": asdict(DEFAULT_LIMITS)}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=PROJECT) as child:
        to_child, from_child = cast(BinaryIO, child.stdin), cast(BinaryIO, child.stdout)
        send(to_child, request, [b"Nama,Nomor\nSiti,1\n"])
        head, blobs = receive(from_child)
        assert (head["sheet"], head["merged"]) == ("", [])
        assert json.loads(blobs[0]) == [[["t", "Nama"], ["t", "Nomor"]], [["t", "Siti"], ["t", "1"]]]
        send(to_child, request, [b"a," * 200])
        head, blobs = receive(from_child)
        assert head["error"] == "sheet.too_many_columns"
        assert head["details"] == {"limit": 100}
        assert blobs == []
        to_child.close()
        assert child.wait(10) == 0
