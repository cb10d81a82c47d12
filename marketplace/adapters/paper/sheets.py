"""What a sheet consists of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a block is set. `PICTURES` stands where the photos go, and has no text."""

    TITLE = "title"
    HEADING = "heading"
    FACT = "fact"
    TEXT = "text"
    STRONG = "strong"
    SMALL = "small"
    PICTURES = "pictures"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of plain text, whose line breaks are kept; `label` stands beside a fact."""

    kind: Kind
    text: str = ""
    label: str = ""
