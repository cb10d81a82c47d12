"""How readers of alerts, and what they wait for, are kept."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Account
from marketplace.alerts.rules import Kind, Why
from marketplace.artisans.models import Artisan
from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime, enum_column

_COUNTED = BigInteger().with_variant(Integer, "sqlite")


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

    `confirmed_at`: an address is written to only after its owner has said yes. `told_until`: when it was last looked
    at for a letter. `heard`: the last entry that was looked at then; what comes later is news. `by_mail`: an account
    may keep it without letters.
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
    heard: Mapped[int] = mapped_column(_COUNTED, default=0, server_default="0")

    reader: Mapped[Reader] = relationship()
    artisan: Mapped[Artisan | None] = relationship()

    @property
    def kind(self) -> Kind:
        """Which of the two it is."""
        return Kind.SEARCH if self.artisan_id is None else Kind.ARTISAN


class Followed(Model):
    """How far the alerts have followed the changes of bags; the one row is also the lock of who writes entries.

    `cursor` is a place in `listings.changes`. Bags published after `started_at` are new to somebody; those with a
    number below `filled_to` were there when it began and have not been written down yet.
    """

    __tablename__ = "alert_followed"

    id: Mapped[PrimaryKey]
    cursor: Mapped[str] = mapped_column(Text)
    filled_to: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Sight(Model):
    """What a bag was when it was last looked at, as terms of the filters ("" where it was not on offer) and its price.

    `words` are those it is searched by (`catalogue.kept.words_of`); None where it was looked at before they were kept.
    `check_on`: the next day on which it may become another without anybody changing it.
    """

    __tablename__ = "alert_sight"

    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), primary_key=True)
    terms: Mapped[str] = mapped_column(Text)
    price: Mapped[int] = mapped_column(BigInteger)
    words: Mapped[str | None] = mapped_column(Text)
    check_on: Mapped[date | None] = mapped_column(index=True)


class Entry(Model):
    """A bag became another: what it was before. Numbers are given out in the order of commits (`Followed` is held).

    `words`: what they were, None where they have stayed the same. `fresh`: it was never on offer before.
    """

    __tablename__ = "alert_entry"
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(_COUNTED, primary_key=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    terms: Mapped[str] = mapped_column(Text)
    price: Mapped[int] = mapped_column(BigInteger)
    words: Mapped[str | None] = mapped_column(Text)
    fresh: Mapped[bool]


class Told(Model):
    """A bag an alert was told of, once and for all; or that was there already when the alert began."""

    __tablename__ = "alert_told"

    alert_id: Mapped[int] = mapped_column(ForeignKey("alert.id", ondelete="CASCADE"), primary_key=True)
    listing_id: Mapped[int] = mapped_column(
        ForeignKey("listing.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    why: Mapped[Why] = mapped_column(enum_column(Why))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
