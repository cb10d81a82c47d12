"""The table of what accounts were told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime, short_text

_UNREAD = text("read_at IS NULL")


class Notice(Model):
    """One event one account was told. Kept as kind and blanks: words are made for whoever reads, when it is read.

    `event` names it once per account: the letter's key and the day, since SQLite gives numbers of deleted rows anew.
    """

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("account_id", "event", name="uq_notice_account_id_event"),
        Index("ix_notice_account_id_id", "account_id", "id"),
        Index("ix_notice_unread", "account_id", sqlite_where=_UNREAD, postgresql_where=_UNREAD),
        Index("ix_notice_at", "at"),
    )

    id: Mapped[PrimaryKey]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    event: Mapped[str] = mapped_column(short_text(220))
    kind: Mapped[str] = mapped_column(short_text(64))
    blanks: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
