"""Archives read at a distance: whatever one does, it does to a child with limits."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict
from typing import BinaryIO

from marketplace.adapters.archives.directory import tail_bytes
from marketplace.adapters.archives.entries import DEFAULT_LIMITS, ArchiveLimits, Entry
from marketplace.adapters.isolation.children import Children
from marketplace.adapters.isolation.refusing import ask
from marketplace.kit.errors import TooLarge, Unsupported

MODULE = "marketplace.adapters.archives.child"
PREFIX = "archive"
MOST_HEADER = 30 + 2 * 0xFFFF
"""Bytes a file's own header may have: its fixed part, a name, further fields."""


class Archive:
    """An archive whose directory has been read and found good."""

    def __init__(self, file: BinaryIO, entries: Sequence[Entry], children: Children) -> None:
        self.entries = entries
        self._file = file
        self._children = children

    def read(self, entry: Entry) -> bytes:
        """Return one file's bytes. Raises Unsupported "archive....", Unavailable."""
        self._file.seek(entry.offset)
        data = self._file.read(min(entry.bound - entry.offset, entry.packed + MOST_HEADER))
        _, blobs = ask(self._children, PREFIX, {"entry": asdict(entry)}, data)
        return blobs[0]


class ArchiveReader:
    """Opens archives; each answer, good or bad, within `wall_seconds`."""

    def __init__(
        self,
        limits: ArchiveLimits = DEFAULT_LIMITS,
        *,
        cpu_seconds: int = 4,
        memory_bytes: int = 600_000_000,
        wall_seconds: float = 4.5,
    ) -> None:
        self.limits = limits
        self._children = Children(
            MODULE, 1, cpu_seconds=cpu_seconds, memory_bytes=memory_bytes, wall_seconds=wall_seconds
        )

    def open(self, file: BinaryIO) -> Archive:
        """Return the archive in a file that can be sought; read from it while the file is open.

        Raises Unsupported or TooLarge "archive....", or Unavailable where the machine is to blame.
        """
        size = file.seek(0, os.SEEK_END)
        if size > self.limits.max_bytes:
            raise TooLarge("archive.too_many_bytes", limit=self.limits.max_bytes // 1_000_000)
        if not size:
            raise Unsupported("archive.empty")
        file.seek(max(0, size - tail_bytes(self.limits)))
        head, _ = ask(self._children, PREFIX, {"size": size, "limits": asdict(self.limits)}, file.read())
        return Archive(file, [Entry(**entry) for entry in head["entries"]], self._children)

    def close(self) -> None:
        """End the child."""
        self._children.close()
