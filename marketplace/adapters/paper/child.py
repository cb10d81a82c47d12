"""The process that draws: `python -m marketplace.adapters.paper.child CPU_SECONDS MEMORY_BYTES`.

How it is served and limited is the business of `adapters.isolation`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any

from marketplace.adapters.isolation.serving import serve
from marketplace.adapters.paper.drawing import draw
from marketplace.adapters.paper.sheets import Block, Kind


def _answer(request: dict[str, Any], data: bytes) -> tuple[dict[str, Any], Sequence[bytes]]:
    blocks = [Block(Kind(kind), text, label) for kind, text, label in request["blocks"]]
    ends = accumulate(request["sizes"], initial=0)
    pictures = [data[start:end] for start, end in pairwise(ends)]
    made = draw(request["title"], blocks, pictures, request["foot"], request["language"])
    return {}, [made]


if __name__ == "__main__":
    sys.exit(serve(_answer, int(sys.argv[1]), int(sys.argv[2])))
