"""How the log is kept: entries, what opens their seals, tiles, checkpoints, keys."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime
from marketplace.decision_log.triggers import guard


class LogEntry(Model):
    """One leaf. `seq` is its index in the tree, from 0 and without gaps; `record` repeats what the entry says."""

    __tablename__ = "log_entry"
    __table_args__ = (
        CheckConstraint("seq >= 0", name="seq"),
        Index("ix_log_entry_record_seq", "record", "seq"),
    )

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entry: Mapped[str] = mapped_column(Text)
    leaf: Mapped[bytes] = mapped_column(LargeBinary)
    record: Mapped[str | None] = mapped_column(String(16))


class LogOpening(Model):
    """Which row an entry tells of, and what opens its seals. An emptied salt erases what was sealed, for ever."""

    __tablename__ = "log_opening"
    __table_args__ = (Index("ix_log_opening_subject", "subject_type", "subject_id"),)

    seq: Mapped[int] = mapped_column(ForeignKey("log_entry.seq"), primary_key=True, autoincrement=False)
    salt: Mapped[bytes | None] = mapped_column(LargeBinary)
    subject_type: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[int]


class LogTile(Model):
    """256 hashes in a row and the hash over them, kept once all of them are under a signed root."""

    __tablename__ = "log_tile"

    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hashes: Mapped[bytes] = mapped_column(LargeBinary)
    root: Mapped[bytes] = mapped_column(LargeBinary)


class LogKey(Model):
    """A public key the log was ever signed with. It counts until the next one's `since`."""

    __tablename__ = "log_key"

    id: Mapped[PrimaryKey]
    origin: Mapped[str] = mapped_column(String(200))
    public_key: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime)


class LogCheckpoint(Model):
    """A signed state of the log. `note` is what was published, letter by letter."""

    __tablename__ = "log_checkpoint"
    __table_args__ = (UniqueConstraint("size", "key_id"),)

    id: Mapped[PrimaryKey]
    size: Mapped[int]
    root: Mapped[bytes] = mapped_column(LargeBinary)
    note: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    key_id: Mapped[int] = mapped_column(ForeignKey("log_key.id"))

    key: Mapped[LogKey] = relationship()


APPEND_ONLY: tuple[type[Model], ...] = (LogEntry, LogTile, LogKey, LogCheckpoint)
for _model in APPEND_ONLY:
    assert isinstance(_model.__table__, Table)
    event.listen(_model.__table__, "after_create", guard)
