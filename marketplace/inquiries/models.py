"""How questions about a bag are kept."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Account
from marketplace.artisans.models import Artisan
from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime, enum_column
from marketplace.database.private_links import PrivateLink
from marketplace.inquiries.rules import MAX_ONCE, MAX_REPLY_TITLE, PhotoState, Side
from marketplace.listings.combinations import MAX_COLOUR_WORDS, MAX_SIZE_LABEL, VARIANT_CODE_LENGTH
from marketplace.listings.models import Listing
from marketplace.listings.rules import Colour


class Thread(Model):
    """A talk between a buyer and an artisan about one bag. `links_end_at` is when the buyer's private links stop.

    `variant_code` is the variation it is about, by the key that survives edits and removal of its row; how that one was
    called and what it cost (whole rupiah) when it was asked stands beside it, and stays.
    Whoever muted a talk gets no letters about it. While there is a `withheld_name`, the artisan sees neither it nor how
    the buyer is reached; `buyer_name` stands for her until then.
    """

    __tablename__ = "thread"
    __table_args__ = (
        CheckConstraint("buyer_email IS NOT NULL OR buyer_phone IS NOT NULL", name="buyer_reachable"),
        CheckConstraint(
            "variant_code IS NULL OR asked_colour IS NOT NULL OR asked_colour_words <> '' OR asked_size <> ''",
            name="variant_is_named",
        ),
        Index(
            "ix_thread_waiting",
            "artisan_id",
            "waiting_since",
            "id",
            sqlite_where=text("waiting_since IS NOT NULL"),
            postgresql_where=text("waiting_since IS NOT NULL"),
        ),
        Index(
            "ix_thread_answered",
            "artisan_id",
            "last_message_at",
            "id",
            sqlite_where=text("waiting_since IS NULL"),
            postgresql_where=text("waiting_since IS NULL"),
        ),
        Index("ix_thread_buyer", "buyer_account_id", "last_message_at", "id"),
    )

    id: Mapped[PrimaryKey]
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), index=True)
    artisan_id: Mapped[int] = mapped_column(ForeignKey("artisan.id", ondelete="CASCADE"))
    variant_code: Mapped[str | None] = mapped_column(String(VARIANT_CODE_LENGTH))
    asked_colour: Mapped[Colour | None] = mapped_column(enum_column(Colour))
    asked_colour_words: Mapped[str] = mapped_column(String(MAX_COLOUR_WORDS), default="")
    asked_size: Mapped[str] = mapped_column(String(MAX_SIZE_LABEL), default="")
    asked_price: Mapped[int | None]
    asked_photo_id: Mapped[int | None] = mapped_column(
        ForeignKey("photo.id", ondelete="SET NULL"), index=True
    )
    buyer_account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    buyer_name: Mapped[str] = mapped_column(String(120))
    withheld_name: Mapped[str | None] = mapped_column(String(120))
    buyer_email: Mapped[str | None] = mapped_column(String(254))
    buyer_phone: Mapped[str | None] = mapped_column(String(16))
    sender_key: Mapped[str] = mapped_column(String(64), index=True)
    locale: Mapped[str] = mapped_column(String(2), default="id")
    links_end_at: Mapped[datetime] = mapped_column(UtcDateTime)
    unread_by_artisan: Mapped[int] = mapped_column(default=0)
    unread_by_buyer: Mapped[int] = mapped_column(default=0)
    muted_by_artisan: Mapped[bool] = mapped_column(default=False)
    muted_by_buyer: Mapped[bool] = mapped_column(default=False)
    waiting_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_message_at: Mapped[datetime] = mapped_column(UtcDateTime)

    listing: Mapped[Listing] = relationship()
    artisan: Mapped[Artisan] = relationship()
    buyer: Mapped[Account | None] = relationship()
    messages: Mapped[list[Message]] = relationship(
        back_populates="thread", cascade="all, delete-orphan", order_by="Message.id"
    )
    links: Mapped[list[ThreadLink]] = relationship(
        back_populates="thread", cascade="all, delete-orphan", order_by="ThreadLink.id"
    )

    @property
    def account_id(self) -> int:
        """The artisan's account, as the policy asks for it."""
        return self.artisan.account_id


class Message(Model):
    """One message of a thread. `once` is a mark of the form it came with, by which it is known when it comes again.

    `helper` is the name of whoever wrote it for the artisan; empty where she, or the buyer, wrote it.
    `automatic_on`: it was sent by itself, on this day of the site's time zone; once a talk and day.
    """

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("thread_id", "automatic_on"),
        CheckConstraint("automatic_on IS NULL OR side = 'artisan'", name="automatic_ones_are_hers"),
    )

    id: Mapped[PrimaryKey]
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), index=True)
    side: Mapped[Side] = mapped_column(enum_column(Side))
    body: Mapped[str] = mapped_column(Text)
    once: Mapped[str | None] = mapped_column(String(MAX_ONCE))
    helper: Mapped[str] = mapped_column(String(120), default="", server_default="")
    automatic_on: Mapped[date | None]
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)

    thread: Mapped[Thread] = relationship(back_populates="messages")
    photos: Mapped[list[MessagePhoto]] = relationship(
        back_populates="message", cascade="all, delete-orphan", order_by="MessagePhoto.id"
    )


class ReplyTime(Model):
    """How long a question waited within the artisan's hours, as they were when it was answered.

    Measured from the oldest question of a talk that waited; `days` is 0 on the day from which she could answer.
    """

    __tablename__ = "reply_time"
    __table_args__ = (
        UniqueConstraint("thread_id", "asked_at"),
        CheckConstraint("minutes >= 0 AND days >= 0", name="not_negative"),
        Index("ix_reply_time_artisan_id_answered_at", "artisan_id", "answered_at"),
    )

    id: Mapped[PrimaryKey]
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"))
    artisan_id: Mapped[int] = mapped_column(ForeignKey("artisan.id", ondelete="CASCADE"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    minutes: Mapped[int]
    days: Mapped[int]


class MessagePhoto(Model):
    """A photo that came with a message, private to both sides.

    It arrived as `source_key`, a file that goes once two copies without metadata are made of it, or cannot be
    (`failure` says why). `width` and `height` are those of the larger copy. Once forgotten, only the row is left.
    """

    __tablename__ = "message_photo"
    __table_args__ = (
        CheckConstraint(
            "(view_key IS NULL) = (thumb_key IS NULL) AND (view_key IS NULL) = (width IS NULL)"
            " AND (view_key IS NULL) = (height IS NULL)",
            name="both_copies",
        ),
        CheckConstraint(
            "view_key IS NULL OR (failure IS NULL AND forgotten_at IS NULL)", name="copies_or_none"
        ),
    )

    id: Mapped[PrimaryKey]
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id", ondelete="CASCADE"), index=True)
    source_key: Mapped[str] = mapped_column(String(160), unique=True)
    digest: Mapped[str] = mapped_column(String(64))
    view_key: Mapped[str | None] = mapped_column(String(160))
    thumb_key: Mapped[str | None] = mapped_column(String(160))
    width: Mapped[int | None]
    height: Mapped[int | None]
    failure: Mapped[str | None] = mapped_column(String(64))
    forgotten_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    message: Mapped[Message] = relationship(back_populates="photos")

    @property
    def state(self) -> PhotoState:
        """What became of it."""
        if self.forgotten_at is not None:
            return PhotoState.FORGOTTEN
        if self.failure is not None:
            return PhotoState.FAILED
        return PhotoState.READY if self.view_key is not None else PhotoState.PENDING

    @property
    def keys(self) -> list[str]:
        """Every file there is of it."""
        if self.state is PhotoState.PENDING:
            return [self.source_key]
        return [key for key in (self.view_key, self.thumb_key) if key is not None]


class ThreadLink(PrivateLink, Model):
    """A private link the buyer was given, as the digest of its token alone."""

    __tablename__ = "thread_link"

    id: Mapped[PrimaryKey]
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), index=True)

    thread: Mapped[Thread] = relationship(back_populates="links")


class ThreadBlock(Model):
    """An artisan takes no messages from a contact, known by its digest alone.

    `account_id`: the account it was signed in with where no talk tells that.
    `by_officer`: after a report neither of the two can write to the other, and she cannot lift it.
    """

    __tablename__ = "thread_block"
    __table_args__ = (UniqueConstraint("artisan_id", "sender_key"),)

    id: Mapped[PrimaryKey]
    artisan_id: Mapped[int] = mapped_column(ForeignKey("artisan.id", ondelete="CASCADE"))
    sender_key: Mapped[str] = mapped_column(String(64))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    blocked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_officer: Mapped[bool] = mapped_column(default=False)


class AutoReply(Model):
    """What is sent by itself outside of her hours, and while she is away; an empty text is not sent."""

    __tablename__ = "auto_reply"
    __table_args__ = (CheckConstraint("outside <> '' OR away <> ''", name="words"),)

    artisan_id: Mapped[int] = mapped_column(ForeignKey("artisan.id", ondelete="CASCADE"), primary_key=True)
    outside: Mapped[str] = mapped_column(Text, default="")
    away: Mapped[str] = mapped_column(Text, default="")


class QuickReply(Model):
    """A text an artisan sends often, with blanks in it (`filling`). Shown to her alone, by `position`, from 1."""

    __tablename__ = "quick_reply"
    __table_args__ = (
        CheckConstraint("title <> '' AND body <> ''", name="words"),
        Index("ix_quick_reply_artisan_id_position", "artisan_id", "position"),
    )

    id: Mapped[PrimaryKey]
    artisan_id: Mapped[int] = mapped_column(ForeignKey("artisan.id", ondelete="CASCADE"))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(MAX_REPLY_TITLE))
    body: Mapped[str] = mapped_column(Text)
