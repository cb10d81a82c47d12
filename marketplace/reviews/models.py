"""How reviews are kept: the review, and every version of it that was written."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Table, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.artisans.models import Artisan
from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime, enum_column
from marketplace.decision_log.triggers import guard
from marketplace.listings.models import Listing
from marketplace.order_notes.models import OrderNote
from marketplace.reviews import triggers
from marketplace.reviews.rules import MAX_NAME, Aspect, How, Objection, Ruling

_MARKS = " AND ".join(f"{aspect.value} BETWEEN 1 AND 5" for aspect in Aspect)
_EXPLAINED = " AND ".join(f"({aspect.value} > 2 OR why_{aspect.value} <> '')" for aspect in Aspect)


class Review(Model):
    """One review of one handed-over note. `number` is the version shown; `name` the one she chose to be seen with.

    The reply is given once: a trigger refuses to change it.
    """

    __tablename__ = "review"
    __table_args__ = (
        CheckConstraint("(replied_at IS NULL) = (reply = '')", name="replied_at_some_time"),
        Index("ix_review_artisan_id_written_at", "artisan_id", "written_at", "id"),
        Index("ix_review_listing_id_written_at", "listing_id", "written_at", "id"),
    )

    id: Mapped[PrimaryKey]
    note_id: Mapped[int] = mapped_column(ForeignKey("order_note.id", ondelete="RESTRICT"), unique=True)
    artisan_id: Mapped[int] = mapped_column(ForeignKey("artisan.id", ondelete="RESTRICT"))
    listing_id: Mapped[int | None] = mapped_column(ForeignKey("listing.id", ondelete="SET NULL"))
    title: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(MAX_NAME))
    number: Mapped[int]
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    reply: Mapped[str] = mapped_column(Text, default="")
    replied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    note: Mapped[OrderNote] = relationship()
    artisan: Mapped[Artisan] = relationship()
    listing: Mapped[Listing | None] = relationship()
    versions: Mapped[list[ReviewVersion]] = relationship(
        back_populates="review", order_by="ReviewVersion.number"
    )
    photos: Mapped[list[ReviewPhoto]] = relationship(
        cascade="all, delete-orphan", order_by="ReviewPhoto.position, ReviewPhoto.id"
    )
    hidden: Mapped[HiddenReview | None] = relationship(cascade="all, delete-orphan")
    reports: Mapped[list[ReviewReport]] = relationship(back_populates="review", order_by="ReviewReport.id")
    rulings: Mapped[list[ReviewRuling]] = relationship(order_by="ReviewRuling.id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def account_id(self) -> int:
        """The artisan's account, as the policy asks for it."""
        return self.artisan.account_id

    @property
    def current(self) -> ReviewVersion:
        """The version shown."""
        return next(one for one in reversed(self.versions) if one.number == self.number)


class ReviewVersion(Model):
    """What was written, and when; append-only. Marks from 1 to 5, a low one with its reason."""

    __tablename__ = "review_version"
    __table_args__ = (
        UniqueConstraint("review_id", "number"),
        CheckConstraint(_MARKS, name="marks"),
        CheckConstraint(_EXPLAINED, name="low_marks_say_why"),
    )

    id: Mapped[PrimaryKey]
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id", ondelete="RESTRICT"))
    number: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    as_described: Mapped[int]
    made_well: Mapped[int]
    on_time: Mapped[int]
    communication: Mapped[int]
    why_as_described: Mapped[str] = mapped_column(Text, default="")
    why_made_well: Mapped[str] = mapped_column(Text, default="")
    why_on_time: Mapped[str] = mapped_column(Text, default="")
    why_communication: Mapped[str] = mapped_column(Text, default="")
    words: Mapped[str] = mapped_column(Text, default="")

    review: Mapped[Review] = relationship(back_populates="versions")
    way: Mapped[ReviewWay | None] = relationship()

    @property
    def marks(self) -> list[tuple[Aspect, int, str]]:
        """Each aspect with its mark, and the reason where one was given."""
        return [
            (aspect, getattr(self, aspect.value), getattr(self, f"why_{aspect.value}")) for aspect in Aspect
        ]


class ReviewPhoto(Model):
    """A photo that stands with a review as it is now; an earlier version has none.

    `source_key` is the file as sent, until copies without metadata were made of it, or it failed.
    """

    __tablename__ = "review_photo"

    id: Mapped[PrimaryKey]
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    source_key: Mapped[str | None] = mapped_column(String(160), unique=True)
    view_key: Mapped[str | None] = mapped_column(String(160))
    thumb_key: Mapped[str | None] = mapped_column(String(160))
    failure: Mapped[str | None] = mapped_column(String(64))

    @property
    def keys(self) -> list[str]:
        """Every file there is of it."""
        return [key for key in (self.source_key, self.view_key, self.thumb_key) if key]


class ReviewWay(Model):
    """How the right to write a version was proved; append-only. Without a row it was written before we asked.

    `mailbox` tells mailboxes apart and not whose they are (`rights.mailbox`).
    """

    __tablename__ = "review_way"

    id: Mapped[PrimaryKey]
    version_id: Mapped[int] = mapped_column(ForeignKey("review_version.id", ondelete="RESTRICT"), unique=True)
    how: Mapped[How] = mapped_column(enum_column(How))
    mailbox: Mapped[str] = mapped_column(String(64), index=True)
    proved_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ReviewAddress(Model):
    """The address to which a buyer who had left a telephone number alone wants the link to her review."""

    __tablename__ = "review_address"

    note_id: Mapped[int] = mapped_column(ForeignKey("order_note.id", ondelete="CASCADE"), primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ReviewReport(Model):
    """Somebody reported a review as its version `number` was. `settled_at`: an officer dealt with it.

    `sender_key` only tells senders apart; officers alone read `words`.
    """

    __tablename__ = "review_report"
    __table_args__ = (
        UniqueConstraint("review_id", "sender_key"),
        Index("ix_review_report_settled_at", "settled_at"),
    )

    id: Mapped[PrimaryKey]
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id", ondelete="RESTRICT"))
    number: Mapped[int]
    reason: Mapped[Objection] = mapped_column(enum_column(Objection))
    words: Mapped[str] = mapped_column(Text, default="")
    sender_key: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    review: Mapped[Review] = relationship(back_populates="reports")


class ReviewRuling(Model):
    """What an officer decided on a review as its version `number` was, and why; append-only.

    `bag` is the code of the bag the order was about, as the decision log names it; "" where the bag was gone.
    """

    __tablename__ = "review_ruling"
    __table_args__ = (
        CheckConstraint("(ruling = 'hide') = (ground IS NOT NULL)", name="hidden_on_a_ground"),
        CheckConstraint("ruling = 'keep' OR words <> ''", name="says_why"),
    )

    id: Mapped[PrimaryKey]
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id", ondelete="RESTRICT"), index=True)
    number: Mapped[int]
    ruling: Mapped[Ruling] = mapped_column(enum_column(Ruling))
    ground: Mapped[Objection | None] = mapped_column(enum_column(Objection, "ground"))
    words: Mapped[str] = mapped_column(Text, default="")
    bag: Mapped[str] = mapped_column(String(10), default="")
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    decided_by_name: Mapped[str] = mapped_column(String(120))


class HiddenReview(Model):
    """A review officers took out of everybody's sight, as its version `number` was; while the row is there it is."""

    __tablename__ = "hidden_review"

    review_id: Mapped[int] = mapped_column(ForeignKey("review.id", ondelete="RESTRICT"), primary_key=True)
    number: Mapped[int]
    ground: Mapped[Objection] = mapped_column(enum_column(Objection, "hidden_ground"))
    hidden_at: Mapped[datetime] = mapped_column(UtcDateTime)


APPEND_ONLY = (ReviewVersion, ReviewWay, ReviewRuling)
for _model in APPEND_ONLY:
    assert isinstance(_model.__table__, Table)
    event.listen(_model.__table__, "after_create", guard)
event.listen(Review.__table__, "after_create", triggers.lock)
