"""What is true of batches: their states, what becomes of a row, how long an import can be taken back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from marketplace.kit.text import words

MAX_ROWS = 300
UNDO_WITHIN = timedelta(hours=24)
DRAFT_KEPT = timedelta(hours=24)
REPORT_KEPT = timedelta(days=30)
"""So long the report tells which row failed and why; then only what became of each is known."""
NEW_PER_HOUR = 10


class State(StrEnum):
    """Where an import stands. A draft has been looked at only; a stopped one can go on."""

    DRAFT = "draft"
    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"
    UNDONE = "undone"


class RowState(StrEnum):
    """What has become of a row: skipped ones had an error or were known when the import began."""

    WAITING = "waiting"
    MADE = "made"
    SKIPPED = "skipped"
    FAILED = "failed"


class Outcome(StrEnum):
    """What an import would do with a row: `lacks` becomes a draft that cannot be shown yet."""

    COMPLETE = "complete"
    LACKS = "lacks"
    SAME = "same"
    ERROR = "error"


Cells = Mapping[str, str]
"""A row's text by column."""
COLOUR, SIZE = "variant_colour", "variant_size"
"""The columns that name a variation. The bag's own row may name its first one."""
BECOMES_DRAFT = frozenset({Outcome.COMPLETE, Outcome.LACKS})


def names_one(cells: Cells) -> bool:
    """Whether a row names a colour or a size of a variation."""
    return COLOUR in cells or SIZE in cells


def belongs(cells: Cells, bag: Cells) -> bool:
    """Whether a row is a variation of the bag above it: it names one, and either no bag or the same once more."""
    if not names_one(cells):
        return False
    return "title" not in cells or words(cells["title"]) == words(bag.get("title", ""))


def row_digest(
    cells: Cells,
    photos: Sequence[str],
    variations: Sequence[tuple[Cells, Sequence[str]]] = (),
) -> str:
    """Return the SHA-256 of what a row says and shows, whatever its place and its photos' names.

    `photos` are the digests of the photos' bytes, in order; `variations` the same of the rows that are the bag's.
    """
    told: list[object] = [_said(cells), list(photos)]
    if variations:
        told.append([[_said(own), list(shown)] for own, shown in variations])
    return sha256(json.dumps(told).encode()).hexdigest()


def _said(cells: Cells) -> list[tuple[str, str]]:
    return sorted((name, text) for name, text in cells.items() if name != "photos")


def draft_digest(version: int, photos: Sequence[tuple[int, int, str]]) -> str:
    """Return a digest of a draft as it stands, so that a later change of it can be told.

    `version` is the row's, `photos` are picture, place and description of each.
    """
    return sha256(json.dumps([version, *sorted(photos)]).encode()).hexdigest()


def undo_until(started_at: datetime) -> datetime:
    """Return the last moment at which an import can be taken back."""
    return started_at + UNDO_WITHIN
