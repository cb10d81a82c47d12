"""Spreadsheets read at a distance: whatever a file does, it does to a child with limits."""

from __future__ import annotations

import json
from dataclasses import asdict

from marketplace.adapters.isolation.children import Children
from marketplace.adapters.isolation.refusing import ask
from marketplace.adapters.spreadsheets.tables import DEFAULT_LIMITS, Cell, CellKind, SheetLimits, Table
from marketplace.kit.errors import TooLarge

MODULE = "marketplace.adapters.spreadsheets.child"


class SheetReader:
    """Reads one file at a time; an answer, good or bad, within `wall_seconds`."""

    def __init__(
        self,
        limits: SheetLimits = DEFAULT_LIMITS,
        *,
        cpu_seconds: int = 4,
        memory_bytes: int = 600_000_000,
        wall_seconds: float = 4.5,
    ) -> None:
        self.limits = limits
        self._children = Children(
            MODULE, 1, cpu_seconds=cpu_seconds, memory_bytes=memory_bytes, wall_seconds=wall_seconds
        )

    def read(self, data: bytes, limits: SheetLimits | None = None) -> Table:
        """Return the table in an XLSX or CSV file; `limits` stand in for the reader's own.

        Raises Unsupported or TooLarge "sheet....", or Unavailable where the machine is to blame.
        """
        limits = limits or self.limits
        if len(data) > limits.max_bytes:
            raise TooLarge("sheet.too_many_bytes", limit=limits.max_bytes // 1_000_000)
        head, blobs = ask(self._children, "sheet", {"limits": asdict(limits)}, data)
        rows = json.loads(blobs[0])
        return Table(
            rows=tuple(tuple(Cell(text, CellKind(kind)) for kind, text in row) for row in rows),
            sheet=head["sheet"],
            merged=frozenset(head["merged"]),
        )

    def close(self) -> None:
        """End the child."""
        self._children.close()
