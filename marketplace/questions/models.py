"""How public questions are kept, and who reported them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime, enum_column
from marketplace.listings.models import Listing
from marketplace.questions.rules import MAX_EMAIL, MAX_NAME, FlagReason, State


class Question(Model):
    """One question about one bag, under a name anybody may choose.

    `email` is where the answer is to be sent, and goes as soon as it was; `sender_key` only tells senders apart.
    """

    __tablename__ = "question"
    __table_args__ = (
        CheckConstraint("(answered_at IS NULL) = (answer = '')", name="answered_at_some_time"),
        CheckConstraint("state <> 'answered' OR answered_at IS NOT NULL", name="public_with_answer"),
        CheckConstraint("state = 'waiting' OR (email IS NULL AND sender_key = '')", name="address_forgotten"),
        CheckConstraint(
            "(state = 'removed') = (removed_at IS NOT NULL) AND (removed_at IS NULL) = (reason = '')",
            name="removed_with_reason",
        ),
        Index("ix_question_listing_id_state_answered_at", "listing_id", "state", "answered_at", "id"),
        Index("ix_question_artisan_id_state_asked_at", "artisan_id", "state", "asked_at", "id"),
    )

    id: Mapped[PrimaryKey]
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"))
    artisan_id: Mapped[int] = mapped_column(ForeignKey("artisan.id", ondelete="CASCADE"))
    state: Mapped[State] = mapped_column(enum_column(State, "question_state"), default=State.WAITING)
    name: Mapped[str] = mapped_column(String(MAX_NAME))
    body: Mapped[str] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(String(MAX_EMAIL))
    sender_key: Mapped[str] = mapped_column(String(64), default="")
    locale: Mapped[str] = mapped_column(String(2), default="id")
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    corrected_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(Text, default="")
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    version: Mapped[int] = mapped_column(default=1)

    listing: Mapped[Listing] = relationship()
    flags: Mapped[list[QuestionFlag]] = relationship(
        back_populates="question", cascade="all, delete-orphan", order_by="QuestionFlag.id"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def account_id(self) -> int:
        """The artisan's account, as the policy asks for it."""
        return self.listing.account_id


class QuestionFlag(Model):
    """Somebody reported a question. `settled_at` is when an officer dealt with it, whatever came of it."""

    __tablename__ = "question_flag"
    __table_args__ = (
        UniqueConstraint("question_id", "sender_key"),
        Index("ix_question_flag_settled_at", "settled_at"),
    )

    id: Mapped[PrimaryKey]
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"))
    reason: Mapped[FlagReason] = mapped_column(enum_column(FlagReason))
    sender_key: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    question: Mapped[Question] = relationship(back_populates="flags")
