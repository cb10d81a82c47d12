"""Working everything out again from the rows, and saying what does not hold."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from marketplace.adapters.signing.keys import is_signed
from marketplace.database.session import session
from marketplace.decision_log import queries
from marketplace.decision_log.models import LogCheckpoint, LogKey, LogTile
from marketplace.decision_log.rules.entries import canonical
from marketplace.decision_log.rules.notes import Checkpoint, key_id, read_note
from marketplace.decision_log.rules.tiles import WIDTH, Tile, full_tiles, subtree_hash
from marketplace.decision_log.rules.tree import GrowingTree, leaf_hash


class Wrong(StrEnum):
    """What can be wrong with a log."""

    MISSING_ENTRY = "missing_entry"
    CHANGED_ENTRY = "changed_entry"
    WRONG_RECORD = "wrong_record"
    MISSING_END = "missing_end"
    FORGED_ROOT = "forged_root"
    BAD_SIGNATURE = "bad_signature"
    BAD_TILE = "bad_tile"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not hold. `where` is an entry's number, a checkpoint's size, or a tile's path."""

    wrong: Wrong
    where: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a look at the whole log came to. `root` is over the entries found, whatever was signed."""

    size: int
    root: bytes
    checkpoints: int
    faults: Sequence[Fault]


class _Reading:
    """One pass over the entries, with the roots at the sizes that were signed and the hashes of full tiles."""

    def __init__(self, sizes: set[int]) -> None:
        self.tree = GrowingTree()
        self.faults: list[Fault] = []
        self.roots: dict[int, bytes] = {}
        self.levels: dict[int, list[bytes]] = defaultdict(list)
        self._sizes = sizes
        self._expected = 0
        self._note_root()

    def take(self, seq: int, entry: str, leaf: bytes, record: str | None) -> None:
        if seq != self._expected:
            last = seq - 1
            gap = str(self._expected) if last == self._expected else f"{self._expected} to {last}"
            self.faults.append(Fault(Wrong.MISSING_ENTRY, gap))
        self._expected = seq + 1
        found = leaf_hash(entry.encode())
        if found != leaf:
            self.faults.append(Fault(Wrong.CHANGED_ENTRY, str(seq)))
        if not _says_record(entry, record):
            self.faults.append(Fault(Wrong.WRONG_RECORD, str(seq)))
        self.tree.add(found)
        self.levels[0].append(found)
        self._note_root()

    def _note_root(self) -> None:
        if self.tree.size in self._sizes:
            self.roots[self.tree.size] = self.tree.root()

    def hashes_of(self, tile: Tile) -> list[bytes]:
        """Return the hashes of a full tile; lower levels must have been asked for first."""
        hashes = self.levels[tile.level][tile.number * WIDTH : (tile.number + 1) * WIDTH]
        self.levels[tile.level + 1].append(subtree_hash(hashes))
        return hashes


def _says_record(entry: str, record: str | None) -> bool:
    try:
        told = json.loads(entry)
        return bool(told["record"] == record and canonical(told) == entry)
    except (ValueError, TypeError, KeyError):
        return False


def verify(tell: Callable[[int], None] = lambda done: None) -> Report:
    """Read the whole log and work everything out again; `tell` hears of each entry that was read.

    Takes no lock: what is appended meanwhile is not looked at.
    """
    signed = queries.checkpoints()
    reading = _Reading({checkpoint.size for checkpoint in signed})
    for row in queries.rows():
        reading.take(*row)
        tell(1)
    faults = [*reading.faults, *_faulty_checkpoints(signed, reading), *_faulty_tiles(signed, reading)]
    return Report(reading.tree.size, reading.tree.root(), len(signed), faults)


def _faulty_checkpoints(signed: Sequence[LogCheckpoint], reading: _Reading) -> Iterator[Fault]:
    keys = queries.known_keys()
    for checkpoint in reversed(signed):
        where = str(checkpoint.size)
        if not _is_genuine(checkpoint, keys):
            yield Fault(Wrong.BAD_SIGNATURE, where)
        if checkpoint.size > reading.tree.size:
            yield Fault(Wrong.MISSING_END, where)
        elif reading.roots[checkpoint.size] != checkpoint.root:
            yield Fault(Wrong.FORGED_ROOT, where)


def _is_genuine(checkpoint: LogCheckpoint, keys: Sequence[LogKey]) -> bool:
    """Whether the note says what the row says, and every signature on it is by a key of the log, its own included."""
    origin = checkpoint.key.origin
    try:
        body, signatures = read_note(checkpoint.note)
    except ValueError:
        return False
    if body != Checkpoint(origin, checkpoint.size, checkpoint.root).body():
        return False
    by_id = {(key.origin, key_id(key.origin, key.public_key)): key.public_key for key in keys}
    signers = [by_id.get((signature.name, signature.key_id)) for signature in signatures]
    return checkpoint.key.public_key in signers and all(
        public is not None and is_signed(body.encode(), signature.signature, public)
        for public, signature in zip(signers, signatures, strict=True)
    )


def _faulty_tiles(signed: Sequence[LogCheckpoint], reading: _Reading) -> Iterator[Fault]:
    size = min(reading.tree.size, max((checkpoint.size for checkpoint in signed), default=0))
    kept = {
        (level, number): (hashes, root)
        for level, number, hashes, root in session.execute(
            select(LogTile.level, LogTile.number, LogTile.hashes, LogTile.root)
        )
    }
    for tile in full_tiles(size):
        hashes = reading.hashes_of(tile)
        wanted = (b"".join(hashes), subtree_hash(hashes))
        if kept.pop((tile.level, tile.number), None) != wanted:
            yield Fault(Wrong.BAD_TILE, tile.path)
    for level, number in sorted(kept):
        yield Fault(Wrong.BAD_TILE, Tile(level, number).path)
