"""The process that opens archives: `python -m marketplace.adapters.archives.child CPU_SECONDS MEMORY_BYTES`.

How it is served and limited is the business of `adapters.isolation`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from marketplace.adapters.archives.contents import unpack
from marketplace.adapters.archives.directory import read_directory
from marketplace.adapters.archives.entries import ArchiveLimits, Entry
from marketplace.adapters.isolation.serving import serve
from marketplace.kit.errors import Refusal


def _answer(request: dict[str, Any], data: bytes) -> tuple[dict[str, Any], Sequence[bytes]]:
    try:
        if "entry" in request:
            return {}, [unpack(Entry(**request["entry"]), data)]
        found = read_directory(data, request["size"], ArchiveLimits(**request["limits"]))
    except Refusal as refusal:
        return {"error": refusal.code, "details": refusal.details}, []
    return {"entries": [asdict(entry) for entry in found]}, []


if __name__ == "__main__":
    sys.exit(serve(_answer, int(sys.argv[1]), int(sys.argv[2])))
