"""What arrives: the list is read, the photos it names are stored. Touches no table: comes before the first query."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Protocol

from marketplace.adapters.archives.entries import Entry
from marketplace.adapters.archives.entries import Files as Packed
from marketplace.adapters.spreadsheets.isolation import SheetReader
from marketplace.adapters.storage.port import Storage
from marketplace.batches.judging import Files, photo_names
from marketplace.batches.reading import LIMITS, Sheet, read_table
from marketplace.kit.errors import Refusal, TooLarge, Unsupported
from marketplace.pictures import operations as pictures
from marketplace.pictures.operations import Limits, StoredPicture

LISTS = frozenset({".csv", ".xlsx"})
PHOTOS = frozenset({".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".heic", ".heif"})


class Box(Protocol):
    """The part of the toolbox that receiving needs."""

    @property
    def settings(self) -> Limits: ...
    @property
    def private_files(self) -> Storage: ...
    @property
    def public_files(self) -> Storage: ...
    @property
    def sheets(self) -> SheetReader: ...


@dataclass(frozen=True, slots=True)
class Received:
    """One file that came along. Only photos that a row names are stored; `problem` is the code of what is wrong."""

    name: str
    used: bool
    stored: StoredPicture | None = None
    problem: str | None = None

    @property
    def digest(self) -> str:
        """The SHA-256 of a stored photo."""
        return self.stored.digest if self.stored else ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """All that arrived, before any row of a table is written. `digest` is a SHA-256 of list and photos together."""

    sheet: Sheet
    files: Sequence[Received]
    digest: str


def receive(box: Box, packed: Packed, beside: bytes | None = None) -> Parcel:
    """Read the list that lies in the archive, or the one given `beside` it, and store the photos it names.

    Raises Unsupported or TooLarge "sheet....", "batch...." or "archive....", Unavailable "storage....". A photo that
    cannot be taken is no reason to refuse the rest.
    """
    lists = [entry for entry in packed.entries if _suffix(entry) in LISTS]
    data = _list_of(packed, lists) if beside is None else beside
    sheet = read_table(box.sheets.read(data, LIMITS))
    named = _named(sheet, packed.entries)
    files = [
        _take(box, packed, entry) if entry.name in named else Received(entry.name, used=False)
        for entry in packed.entries
        if entry not in lists or beside is not None
    ]
    said = [sha256(data).hexdigest(), *(f"{file.name}:{file.digest}" for file in files if file.used)]
    return Parcel(sheet, files, sha256(json.dumps(said).encode()).hexdigest())


def _list_of(packed: Packed, lists: Sequence[Entry]) -> bytes:
    if len(lists) != 1:
        raise Unsupported("batch.two_lists" if lists else "batch.no_list")
    if lists[0].size > LIMITS.max_bytes:
        raise TooLarge("sheet.too_many_bytes", limit=LIMITS.max_bytes // 1_000_000)
    return packed.read(lists[0])


def _named(sheet: Sheet, entries: Iterable[Entry]) -> set[str]:
    """Return the names of the files that rows mean."""
    files = Files(Received(entry.name, used=True) for entry in entries)
    rows = [row for line in sheet.lines for row in (line, *line.variations)]
    texts = [row.cells.get("photos", "") for row in rows]
    return {file.name for text in texts for name in photo_names(text) for file in files.find(name)}


def _take(box: Box, packed: Packed, entry: Entry) -> Received:
    if _suffix(entry) not in PHOTOS:
        return Received(entry.name, used=True, problem="picture.not_a_picture")
    if entry.size > box.settings.photo_max_bytes:
        return Received(entry.name, used=True, problem="picture.too_many_bytes")
    data = packed.read(entry)
    try:
        return Received(entry.name, used=True, stored=pictures.store(box, data))
    except Refusal as refusal:
        if not refusal.code.startswith("picture."):
            raise
        return Received(entry.name, used=True, problem=refusal.code)


def _suffix(entry: Entry) -> str:
    return PurePosixPath(entry.name).suffix.lower()
