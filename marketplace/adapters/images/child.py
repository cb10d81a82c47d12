"""The process that decodes: `python -m marketplace.adapters.images.child CPU_SECONDS MEMORY_BYTES`.

It reads one request after the other from standard input and answers on what was standard output. It holds no
secret, writes no file, and may die of any picture, by a signal or by an exception nobody foresaw: its parent
takes that for an answer and starts another one.
"""

from __future__ import annotations

import math
import os
import resource
import sys
from collections.abc import Sequence
from typing import Any

from PIL import Image

from marketplace.adapters.images.formats import PictureFormat
from marketplace.adapters.images.frames import Broken, receive, send
from marketplace.adapters.images.inspection import PictureLimits
from marketplace.adapters.images.renditions import render
from marketplace.adapters.images.results import PictureFailed
from marketplace.adapters.images.scans import scan_pages
from marketplace.kit.errors import Refusal

OUT_OF_MEMORY = 3


def main(cpu_seconds: int, memory_bytes: int) -> int:
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stray in (0, 1, 2):  # a library that prints must not be taken for an answer
        os.dup2(nowhere, stray)
    _limit(memory_bytes)
    while True:
        try:
            request, blobs = receive(requests)
        except Broken:
            return 0
        _grant(cpu_seconds)
        try:
            head, results = _answer(request, blobs[0])
        except MemoryError:
            send(answers, {"error": "too_heavy"})
            return OUT_OF_MEMORY
        send(answers, head, results)


def _answer(request: dict[str, Any], data: bytes) -> tuple[dict[str, Any], Sequence[bytes]]:
    limits = PictureLimits(*request["limits"])
    try:
        if request["task"] == "scan":
            pages = scan_pages(data, request["max_pages"], limits)
            head: dict[str, Any] = {"pages": [(page.width, page.height, page.format) for page in pages]}
            return head, [page.data for page in pages]
        made = render(data, [PictureFormat(name) for name in request["formats"]], limits)
    except PictureFailed as failed:
        return {"error": failed.code}, []
    except Refusal as refusal:
        return {"error": refusal.code}, []
    except MemoryError:
        raise
    except Image.DecompressionBombError:
        return {"error": "too_heavy"}, []
    except (OSError, SyntaxError, ValueError, EOFError):  # how Pillow says that a file is broken
        return {"error": "not_readable"}, []
    facts = {"colour": made.colour, "width": made.width, "height": made.height, "hash": made.hash}
    sizes = [(rendition.width, rendition.height, rendition.format) for rendition in made.renditions]
    return {**facts, "renditions": sizes}, [rendition.data for rendition in made.renditions]


def _limit(memory_bytes: int) -> None:
    """Bound address space for good; no core dumps, no files."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if sys.platform != "darwin":  # macOS refuses to bound the address space
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))


def _grant(cpu_seconds: int) -> None:
    """Give the next request its processor time: the limit counts from the start of the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = math.ceil(used.ru_utime + used.ru_stime) + cpu_seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
