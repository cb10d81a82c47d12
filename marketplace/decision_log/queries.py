"""Reading the log: entries, checkpoints, tiles, proofs. Nothing here is published beyond the latest signed size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select, tuple_
from sqlalchemy.orm import joinedload

from marketplace.audit.models import JournalEntry
from marketplace.database.session import session
from marketplace.decision_log.models import LogCheckpoint, LogEntry, LogKey, LogOpening, LogTile
from marketplace.decision_log.rules.tiles import WIDTH, Tile, hash_in, is_published, pieces, tile_of
from marketplace.decision_log.rules.tree import Node, Range, cover, inclusion_ranges, join

REFUSED = "log.refused"
"""What the journal calls it when the signer found the log changed."""
SUBJECT = "log"
AT_A_TIME = 1000
LAST_SEQ = select(func.max(LogEntry.seq))


@dataclass(frozen=True, slots=True)
class State:
    """How the log stands: its length, what of it is signed, and since when the signer has refused, if it does."""

    size: int
    checkpoint: LogCheckpoint | None
    refused_at: datetime | None

    @property
    def unsigned(self) -> int:
        """Entries that wait for the next signature."""
        return self.size - (self.checkpoint.size if self.checkpoint else 0)


def state() -> State:
    """Three queries."""
    return State(next_seq(), latest_checkpoint(), refused_at())


def refused_at() -> datetime | None:
    """Return since when the signer has found the log changed, None where it signs. One query."""
    signed_since = exists().where(LogCheckpoint.made_at > JournalEntry.at)
    query = select(func.min(JournalEntry.at)).where(
        JournalEntry.subject_type == SUBJECT, JournalEntry.action == REFUSED, ~signed_since
    )
    return session.scalar(query)


def next_seq() -> int:
    """Return how many entries there are, which is the number of the next one."""
    last: int | None = session.connection().execute(LAST_SEQ).scalar()
    return 0 if last is None else last + 1


def entry(seq: int) -> LogEntry | None:
    return session.get(LogEntry, seq)


def latest(limit: int) -> Sequence[LogEntry]:
    """Return the newest entries, newest first."""
    return session.scalars(select(LogEntry).order_by(LogEntry.seq.desc()).limit(limit)).all()


def latest_of_record(code: str) -> LogEntry | None:
    """Return the last entry about a public record."""
    query = select(LogEntry).where(LogEntry.record == code).order_by(LogEntry.seq.desc()).limit(1)
    return session.scalars(query).one_or_none()


def opening_of(seq: int) -> LogOpening | None:
    """Return which row an entry tells of, and what opens its seals."""
    return session.get(LogOpening, seq)


def latest_checkpoint() -> LogCheckpoint | None:
    """Return the newest signed state; after a rotation the one with the newer key."""
    query = (
        select(LogCheckpoint)
        .options(joinedload(LogCheckpoint.key))
        .order_by(LogCheckpoint.size.desc(), LogCheckpoint.id.desc())
        .limit(1)
    )
    return session.scalars(query).one_or_none()


def signed_size() -> int:
    """Return how many entries are under the latest signed root: what may be published."""
    return session.scalar(select(func.max(LogCheckpoint.size))) or 0


def checkpoint_of(size: int) -> LogCheckpoint | None:
    """Return what was signed at this size, after a rotation the note with both keys."""
    query = select(LogCheckpoint).where(LogCheckpoint.size == size).order_by(LogCheckpoint.id.desc()).limit(1)
    return session.scalars(query).one_or_none()


def checkpoints(limit: int | None = None) -> Sequence[LogCheckpoint]:
    """Return signed states with their keys, newest first."""
    query = select(LogCheckpoint).options(joinedload(LogCheckpoint.key)).order_by(LogCheckpoint.id.desc())
    return session.scalars(query.limit(limit)).all()


def known_keys() -> Sequence[LogKey]:
    """Return every key ever used, oldest first; the last one is in use."""
    return session.scalars(select(LogKey).order_by(LogKey.id)).all()


def rows(start: int = 0, end: int | None = None) -> Iterator[tuple[int, str, bytes, str | None]]:
    """Yield number, text, kept hash and record of the entries from `start` up to `end`, in order, a page at a time."""
    query = select(LogEntry.seq, LogEntry.entry, LogEntry.leaf, LogEntry.record).order_by(LogEntry.seq)
    if end is not None:
        query = query.where(LogEntry.seq < end)
    while page := session.execute(query.where(LogEntry.seq >= start).limit(AT_A_TIME)).all():
        yield from page
        start = page[-1].seq + 1


def entries_of(tile: Tile, size: int) -> list[bytes]:
    """Return the texts of the entries under a tile of the lowest level; [] where they are not all signed yet."""
    if not is_published(tile, size):
        return []
    first = tile.number * WIDTH
    return [text.encode() for _, text, _, _ in rows(first, first + tile.width)]


def tile_hashes(tile: Tile, size: int) -> list[bytes]:
    """Return the hashes of a tile as a tree of `size` signed leaves has it; [] where it has not."""
    if not is_published(tile, size):
        return []
    return _hashes([tile])[tile]


def inclusion_path(seq: int, size: int) -> list[bytes]:
    """Return the hashes that lead from an entry to the root of the tree of `size` signed leaves."""
    return range_hashes(inclusion_ranges(seq, size), size)


def range_hashes(ranges: Sequence[Range], size: int) -> list[bytes]:
    """Return the hash of each range of leaves. One query for the full tiles, one for each level's edge."""
    covers = [cover(leaves) for leaves in ranges]
    tiles = _hashes(sorted({tile_of(node, size) for nodes in covers for node in nodes}))

    def hash_of(node: Node) -> bytes:
        return hash_in(node, tiles[tile_of(node, size)])

    return [join([hash_of(node) for node in nodes]) for nodes in covers]


def _hashes(tiles: Sequence[Tile]) -> dict[Tile, list[bytes]]:
    full = [(tile.level, tile.number) for tile in tiles if tile.width == WIDTH]
    kept: dict[tuple[int, int], bytes] = {}
    if full:
        query = select(LogTile.level, LogTile.number, LogTile.hashes)
        found = session.execute(query.where(tuple_(LogTile.level, LogTile.number).in_(full)))
        kept = {(level, number): hashes for level, number, hashes in found}
    return {
        tile: pieces(kept[tile.level, tile.number])
        if (tile.level, tile.number) in kept
        else lower_hashes(tile)
        for tile in tiles
    }


def lower_hashes(tile: Tile) -> list[bytes]:
    """Return a tile's hashes from what lies under it: the entries' hashes, or the tiles one level down."""
    start = tile.number * WIDTH
    end = start + tile.width
    if tile.level == 0:
        leaves = select(LogEntry.leaf).where(LogEntry.seq >= start, LogEntry.seq < end).order_by(LogEntry.seq)
        return list(session.scalars(leaves))
    below = (LogTile.level == tile.level - 1, LogTile.number >= start, LogTile.number < end)
    return list(session.scalars(select(LogTile.root).where(*below).order_by(LogTile.number)))
