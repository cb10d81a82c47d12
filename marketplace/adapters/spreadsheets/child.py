"""The process that opens spreadsheets: `python -m marketplace.adapters.spreadsheets.child CPU_SECONDS MEMORY_BYTES`.

How it is served and limited is the business of `adapters.isolation`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

from marketplace.adapters.isolation.serving import serve
from marketplace.adapters.spreadsheets.reading import read_sheet
from marketplace.adapters.spreadsheets.tables import SheetLimits
from marketplace.kit.errors import Refusal


def _answer(request: dict[str, Any], data: bytes) -> tuple[dict[str, Any], Sequence[bytes]]:
    try:
        table = read_sheet(data, SheetLimits(**request["limits"]))
    except Refusal as refusal:
        return {"error": refusal.code, "details": refusal.details}, []
    rows = [[[cell.kind, cell.text] for cell in row] for row in table.rows]
    return {"sheet": table.sheet, "merged": sorted(table.merged)}, [json.dumps(rows).encode()]


if __name__ == "__main__":
    sys.exit(serve(_answer, int(sys.argv[1]), int(sys.argv[2])))
