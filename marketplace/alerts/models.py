"""How readers of alerts, and what they wait for, are kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Account
from marketplace.alerts.rules import Kind
from marketplace.artisans.models import Artisan
from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime


class Reader(Model):
    """Somebody who is told of new bags: an account, or an address of somebody without one. Exactly one of the two.

    `locale` is the language in which an address asked; an account has its own.
    """

    __tablename__ = "alert_reader"
    __table_args__ = (CheckConstraint("(account_id IS NULL) <> (email IS NULL)", name="one_of_two"),)

    id: Mapped[PrimaryKey]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), unique=True)
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    locale: Mapped[str] = mapped_column(String(2))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    account: Mapped[Account | None] = relationship()

    @property
    def bound(self) -> str:
        """What the tokens of this reader's links are tied to."""
        return self.email or f"account {self.account_id}"

    @property
    def address(self) -> str | None:
        """Where letters go; None for an account without an address, or one that may not sign in."""
        if self.account is None:
            return self.email
        return None if self.account.disabled_at is not None else self.account.email

    @property
    def language(self) -> str:
        """The language letters are written in."""
        return self.account.locale if self.account is not None else self.locale


class Alert(Model):
    """One thing a reader waits for: a search (its query, replayed) or an artisan. Exactly one of the two.

    `confirmed_at`: an address is written to only after its owner has said yes. `told_until`: every bag first published
    up to then has been told of, or was there before. `by_mail`: an account may keep it without letters.
    """

    __tablename__ = "alert"
    __table_args__ = (
        UniqueConstraint("reader_id", "wish"),
        CheckConstraint("(query IS NULL) <> (artisan_id IS NULL)", name="one_wish"),
        Index("ix_alert_told_until", "told_until"),
    )

    id: Mapped[PrimaryKey]
    reader_id: Mapped[int] = mapped_column(ForeignKey("alert_reader.id", ondelete="CASCADE"))
    wish: Mapped[str] = mapped_column(String(64))
    query: Mapped[str | None] = mapped_column(Text)
    artisan_id: Mapped[int | None] = mapped_column(ForeignKey("artisan.id", ondelete="CASCADE"), index=True)
    by_mail: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    told_until: Mapped[datetime] = mapped_column(UtcDateTime)

    reader: Mapped[Reader] = relationship()
    artisan: Mapped[Artisan | None] = relationship()

    @property
    def kind(self) -> Kind:
        """Which of the two it is."""
        return Kind.SEARCH if self.artisan_id is None else Kind.ARTISAN
