"""What comes out of an archive's directory, and how large an archive may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of an archive. Its header begins at `offset`; everything of it lies before `bound`.

    `packed` and `size` are bytes as packed and unpacked, `crc` the sum of the latter; `method` is 0 (stored) or 8
    (deflated).
    """

    name: str
    size: int
    packed: int = 0
    offset: int = 0
    bound: int = 0
    crc: int = 0
    method: int = 0


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """What an archive may be at most: bytes, files, unpacked bytes, unpacked bytes for one packed byte, characters of
    a name."""

    max_bytes: int = 100_000_000
    max_entries: int = 500
    max_unpacked: int = 250_000_000
    max_ratio: int = 100
    max_name: int = 200


DEFAULT_LIMITS = ArchiveLimits()


class Files(Protocol):
    """Named files, wherever they are: in an archive, in a folder."""

    @property
    def entries(self) -> Sequence[Entry]: ...

    def read(self, entry: Entry) -> bytes:
        """Return one file's bytes. Raises Unsupported "archive....", Unavailable."""
