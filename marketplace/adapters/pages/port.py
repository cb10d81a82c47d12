"""What is kept of a page, and the promise of every place that keeps pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from typing import Protocol

WEIGHT = 1_800
"""Bytes a page takes in memory besides its body and its name: headers, objects, the place in the table."""


@dataclass(frozen=True, slots=True)
class KeptPage:
    """One whole answer. `body` is as it travels, compressed or not; `headers` are those of the answer, in its order.

    It holds for `versions` (of the scopes it hangs on) and `moment` alone: the local day, or for a page that tells the
    time the minute. `row_id` is what a reader of it is counted for, `row_kind` in which count.
    """

    versions: tuple[tuple[str, str], ...]
    moment: str
    by_minute: bool
    etag: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    endpoint: str
    rule: str
    row_id: int | None = None
    row_kind: str = ""

    def weight(self, name: str) -> int:
        """About how many bytes of memory it takes under that name."""
        return len(self.body) + len(name) + WEIGHT

    def packed(self) -> bytes:
        """Return it as one string of bytes: a line of JSON, and the body."""
        told = asdict(self)
        body = told.pop("body")
        return json.dumps(told).encode() + b"\n" + body

    @classmethod
    def unpacked(cls, data: bytes) -> KeptPage:
        """Undo `packed`. ValueError for anything else."""
        line, _, body = data.partition(b"\n")
        told = json.loads(line)
        if not isinstance(told, dict) or told.keys() != {one.name for one in fields(cls)} - {"body"}:
            raise ValueError("not a page")
        for pairs in ("headers", "versions"):
            told[pairs] = tuple((str(name), str(value)) for name, value in told[pairs])
        return cls(body=body, **told)


Holds = Callable[[KeptPage], bool]
"""Whether a page may still be shown."""


class Pages(Protocol):
    """Keeps pages by name, as long as it likes: whatever it lacks is made again. Neither method fails."""

    def look(self, name: str, holds: Holds) -> KeptPage | None:
        """Return what lies under that name, if it holds."""
        ...

    def put(self, name: str, page: KeptPage) -> None:
        """Keep a page under that name, in the place of what was there."""
        ...
