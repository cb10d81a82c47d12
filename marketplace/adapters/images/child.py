"""The process that decodes: `python -m marketplace.adapters.images.child CPU_SECONDS MEMORY_BYTES`.

How it is served and limited is the business of `adapters.isolation`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import astuple
from typing import Any

from PIL import Image

from marketplace.adapters.images.cards import draw_card
from marketplace.adapters.images.formats import Pass
from marketplace.adapters.images.inspection import PictureLimits
from marketplace.adapters.images.renditions import master_of, render
from marketplace.adapters.images.results import CardWords, PictureFailed
from marketplace.adapters.images.scans import scan_pages
from marketplace.adapters.images.shrunk import shrunk
from marketplace.adapters.isolation.serving import serve
from marketplace.kit.errors import Refusal

BROKEN = (OSError, SyntaxError, ValueError, EOFError, AssertionError, RuntimeError)
"""How Pillow and libheif say that a file is broken."""
QUICK_THREADS = min(2, os.cpu_count() or 1)
"""Somebody waits for the first pass; the fine one is in nobody's way."""


def _answer(request: dict[str, Any], data: bytes) -> tuple[dict[str, Any], Sequence[bytes]]:
    limits = PictureLimits(*request["limits"])
    try:
        if request["task"] == "scan":
            pages = scan_pages(data, request["max_pages"], limits)
            head: dict[str, Any] = {
                "pages": [(page.width, page.height, page.format, page.marks) for page in pages]
            }
            return head, [page.data for page in pages]
        if request["task"] == "card":
            words = CardWords(**{**request["words"], "state": tuple(request["words"]["state"])})
            return {}, [
                draw_card(data, request["colour"], words, tuple(request["focus"]), request.get("knit", ()))
            ]
        if request["task"] == "shrunk":
            small = shrunk(data, request["sides"], limits)
            return {"sizes": [(one.width, one.height, one.format) for one in small]}, [
                one.data for one in small
            ]
        if request["task"] == "master":
            return {}, [master_of(data, limits)]
        which = Pass(request["pass"])
        threads = QUICK_THREADS if which is Pass.FIRST else 1
        made = render(data, which, limits, master=request["master"], threads=threads)
    except PictureFailed as failed:
        return {"error": failed.code}, []
    except Refusal as refusal:
        return {"error": refusal.code}, []
    except MemoryError:
        raise
    except Image.DecompressionBombError:
        return {"error": "too_heavy"}, []
    except BROKEN:
        return {"error": "not_readable"}, []
    facts = {"colour": made.colour, "width": made.width, "height": made.height, "hash": made.hash}
    marks = [(mark.crop, mark.mirrored, mark.mark) for mark in made.marks]
    sizes = [(rendition.width, rendition.height, rendition.format) for rendition in made.renditions]
    measures = astuple(made.measures) if made.measures else None
    blobs = [rendition.data for rendition in made.renditions]
    return {**facts, "marks": marks, "measures": measures, "renditions": sizes}, [
        *blobs,
        *([made.master] if request["master"] else []),
    ]


if __name__ == "__main__":
    sys.exit(serve(_answer, int(sys.argv[1]), int(sys.argv[2])))
