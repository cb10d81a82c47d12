"""Adding to the log, signing it, and changing the key it is signed with."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, text, update

from marketplace.access.actors import SYSTEM, Actor
from marketplace.adapters.jobs.queue import enqueue
from marketplace.adapters.signing.keys import KeyFile, KeyUnusable, SigningKey
from marketplace.audit import operations as journal
from marketplace.database.session import session
from marketplace.decision_log import queries
from marketplace.decision_log.models import LogCheckpoint, LogEntry, LogKey, LogOpening, LogTile
from marketplace.decision_log.queries import REFUSED, SUBJECT
from marketplace.decision_log.rules.entries import SALT_BYTES, Deed, entry_of
from marketplace.decision_log.rules.notes import Checkpoint, Signature, key_id, signed_note
from marketplace.decision_log.rules.tiles import full_tiles, subtree_hash
from marketplace.decision_log.rules.tree import GrowingTree, leaf_hash

CHECKPOINT = "log.checkpoint"
PRIORITY = 10
"""Before pictures: a signature takes a moment, and until then nothing holds the newest entries."""
INSERT_ENTRY, INSERT_OPENING = insert(LogEntry), insert(LogOpening)
ADVISORY_KEY = 7_263_992
"""PostgreSQL's lock of the log; held to the end of the transaction, so entries are numbered as they are committed."""


class LogChanged(Exception):
    """The entries no longer lead to what was signed: nothing more will be signed. `seq` is where it shows."""

    def __init__(self, seq: int) -> None:
        self.seq = seq
        super().__init__(f"the log was changed at or before entry {seq}")


@dataclass(frozen=True, slots=True)
class Checked:
    """A state of the log that was worked out from the entries themselves and goes on from the last signed one."""

    size: int
    root: bytes


def append(deed: Deed, *, about: tuple[str, int]) -> int:
    """Add one entry in the caller's transaction and have the log signed soon after; return the entry's number.

    `about` is the kind and id of the row the deed was written down in. On PostgreSQL other appenders wait from here
    to the end of this transaction; on SQLite every writer waits for every other anyway.
    """
    _lock()
    seq, salt = queries.next_seq(), secrets.token_bytes(SALT_BYTES)
    entry = entry_of(deed, salt)
    kind, number = about
    kept = {"seq": seq, "entry": entry, "leaf": leaf_hash(entry.encode()), "record": deed.record}
    opening = {"seq": seq, "salt": salt, "subject_type": kind, "subject_id": number}
    # past the session, with statements made once: half the time, in a place that every decision passes
    connection = session.connection()
    connection.execute(INSERT_ENTRY, kept)
    connection.execute(INSERT_OPENING, opening)
    # A key without the number would fail: a running signer counts as unfinished and may have read before this.
    enqueue(
        session(), CHECKPOINT, {"seq": seq}, at=deed.at, unique_key=f"{CHECKPOINT}:{seq}", priority=PRIORITY
    )
    return seq


def _lock() -> None:
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_KEY})


def forget(subject_type: str, subject_id: int) -> None:
    """Erase what was sealed about one row: the entries stay, and nobody can open them again."""
    own = (LogOpening.subject_type == subject_type, LogOpening.subject_id == subject_id)
    session.execute(update(LogOpening).where(*own).values(salt=None))


def check() -> Checked:
    """Work the root out from every entry. Raises LogChanged when an entry, or the last signed root, does not hold.

    Reads the whole log, a page at a time; takes no lock.
    """
    signed = queries.latest_checkpoint()
    tree = GrowingTree()
    for seq, entry, leaf, _ in queries.rows():
        found = leaf_hash(entry.encode())
        if seq != tree.size or found != leaf:
            raise LogChanged(seq)
        tree.add(leaf)
        if signed and tree.size == signed.size and tree.root() != signed.root:
            raise LogChanged(seq)
    if signed and tree.size < signed.size:
        raise LogChanged(tree.size)
    return Checked(tree.size, tree.root())


def sign(checked: Checked, key: SigningKey, *, origin: str, at: datetime) -> LogCheckpoint | None:
    """Keep a signed checkpoint and the tiles it completes; None when this state is signed already.

    The first key of all gives the log its origin and begins to count. Raises KeyUnusable for a key that is not the
    log's present one.
    """
    used = _present_key(key, origin, at)
    signed = queries.latest_checkpoint()
    if signed and signed.size >= checked.size:
        return None
    _keep_tiles(checked.size)
    return _keep_checkpoint(checked, [(used, key)], at)


def _present_key(key: SigningKey, origin: str, at: datetime) -> LogKey:
    known = queries.known_keys()
    if not known:
        return _begin_key(key, origin, at)
    if known[-1].public_key != key.public:
        raise KeyUnusable("the key file holds another key than the log is signed with; see `log rotate`")
    return known[-1]


def _begin_key(key: SigningKey, origin: str, at: datetime) -> LogKey:
    row = LogKey(origin=origin, public_key=key.public, since=at)
    session.add(row)
    session.flush()
    return row


def _keep_tiles(size: int) -> None:
    kept = {(level, number) for level, number in session.execute(select(LogTile.level, LogTile.number))}
    for tile in full_tiles(size):
        if (tile.level, tile.number) not in kept:
            hashes = queries.lower_hashes(tile)
            values = {"hashes": b"".join(hashes), "root": subtree_hash(hashes)}
            session.execute(insert(LogTile).values(level=tile.level, number=tile.number, **values))


def _keep_checkpoint(
    checked: Checked, signers: list[tuple[LogKey, SigningKey]], at: datetime
) -> LogCheckpoint:
    newest = signers[0][0]
    body = Checkpoint(newest.origin, checked.size, checked.root).body()
    note = signed_note(
        body,
        [
            Signature(row.origin, key_id(row.origin, row.public_key), key.sign(body.encode()))
            for row, key in signers
        ],
    )
    checkpoint = LogCheckpoint(size=checked.size, root=checked.root, note=note, made_at=at, key=newest)
    session.add(checkpoint)
    session.flush()
    return checkpoint


def rotate(checked: Checked, file: KeyFile, *, origin: str, actor: Actor, at: datetime) -> LogKey:
    """Put a new key into the file and sign the log with it; where the old key is still there, with both.

    Both signatures under one state lead whoever trusts the old key to the new one. The old private key is gone
    afterwards. Should the transaction fail after the file was changed, rotating again puts things right.
    """
    known = queries.known_keys()
    fresh = SigningKey.generate()
    row = _begin_key(fresh, known[-1].origin if known else origin, at)
    signers = [(row, fresh), *_still_there(known, file)]
    _keep_tiles(checked.size)
    _keep_checkpoint(checked, signers, at)
    journal.record("log.rotate", SUBJECT, checked.size, actor=actor, at=at)
    session.flush()
    file.replace(fresh)
    return row


def _still_there(known: Sequence[LogKey], file: KeyFile) -> list[tuple[LogKey, SigningKey]]:
    """The log's present key with its private half, if the file still holds that."""
    try:
        key = file.load()
    except KeyUnusable:
        return []
    return [(row, key) for row in known[-1:] if row.public_key == key.public]


def refuse(changed: LogChanged, *, at: datetime) -> None:
    """Write down that the signer found the log changed, for staff to see."""
    journal.record(REFUSED, SUBJECT, changed.seq, actor=SYSTEM, at=at, details={"seq": changed.seq})
