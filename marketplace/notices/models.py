"""The table of what accounts were told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime, short_text

_WAITS = text("digest_at IS NOT NULL")
_UNREAD = text("read_at IS NULL")


class Notice(Model):
    """One event one account was told. Kept as kind and blanks: words are made for whoever reads, when it is read.

    `event` names it once per account: the letter's key and the day, since SQLite gives numbers of deleted rows anew.
    `digest_at` is when the digest is due that it waits for; it is taken away in the transaction that posts that letter.
    """

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("account_id", "event", name="uq_notice_account_id_event"),
        Index("ix_notice_account_id_at", "account_id", "at", "id"),
        Index("ix_notice_unread", "account_id", sqlite_where=_UNREAD, postgresql_where=_UNREAD),
        Index("ix_notice_at", "at"),
        Index("ix_notice_digest", "account_id", "digest_at", sqlite_where=_WAITS, postgresql_where=_WAITS),
    )

    id: Mapped[PrimaryKey]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    event: Mapped[str] = mapped_column(short_text(220))
    kind: Mapped[str] = mapped_column(short_text(64))
    blanks: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    digest_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PushSubscription(Model):
    """One browser that asked for notices: where it hears us, and the keys it opens them with.

    It belongs to a sign-in: whoever signs out gets no more on that device. `endpoint_digest` is how it is found; the
    endpoint itself may be long. `failures` counts tries in a row that were refused for good.
    """

    __tablename__ = "push_subscription"

    id: Mapped[PrimaryKey]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    sign_in_id: Mapped[int] = mapped_column(ForeignKey("sign_in.id", ondelete="CASCADE"), unique=True)
    endpoint_digest: Mapped[str] = mapped_column(short_text(64), unique=True)
    endpoint: Mapped[str] = mapped_column(Text)
    p256dh: Mapped[str] = mapped_column(short_text(88))
    auth: Mapped[str] = mapped_column(short_text(24))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    pushed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failures: Mapped[int] = mapped_column(default=0)


class LetterWishes(Model):
    """How an account wants its letters: `ways` by group (one that is missing: at once), hours on the clock of `zone`.

    An account without a row has chosen nothing.
    """

    __tablename__ = "letter_wishes"
    __table_args__ = (
        CheckConstraint("digest_hour BETWEEN 0 AND 23", name="digest_hour"),
        CheckConstraint("quiet_from BETWEEN 0 AND 23", name="quiet_from"),
        CheckConstraint("quiet_until BETWEEN 0 AND 23", name="quiet_until"),
        CheckConstraint("(quiet_from IS NULL) = (quiet_until IS NULL)", name="quiet_both"),
    )

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    ways: Mapped[dict[str, str]] = mapped_column(JSON)
    zone: Mapped[str] = mapped_column(short_text(64))
    digest_hour: Mapped[int]
    quiet_from: Mapped[int | None]
    quiet_until: Mapped[int | None]
