"""How reports of talks are kept, and what officers decided on them (append-only)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Table, Text, event, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime, enum_column
from marketplace.decision_log.triggers import guard
from marketplace.inquiries.models import Message, Thread
from marketplace.inquiries.rules import Side
from marketplace.talk_reports.rules import Category, Outcome


class TalkReport(Model):
    """One side of a talk reported it; each side has one open at a time.

    Officers read the messages up to number `until_message_id` and no later ones. Once it is forgotten, a while after
    its end, they read none, and what the side said is gone.
    """

    __tablename__ = "talk_report"
    __table_args__ = (
        CheckConstraint("forgotten_at IS NULL OR closed_at IS NOT NULL", name="forgotten_after_its_end"),
        CheckConstraint("(forgotten_at IS NULL) = (words <> '')", name="words_until_forgotten"),
        Index(
            "uq_talk_report_thread_id_side_open",
            "thread_id",
            "side",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index("ix_talk_report_thread_id", "thread_id", "id"),
        Index("ix_talk_report_closed_at", "closed_at", "id"),
    )

    id: Mapped[PrimaryKey]
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="RESTRICT"))
    side: Mapped[Side] = mapped_column(enum_column(Side, "talk_report_side"))
    category: Mapped[Category] = mapped_column(enum_column(Category, "talk_report_category"))
    words: Mapped[str] = mapped_column(Text)
    until_message_id: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    forgotten_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    thread: Mapped[Thread] = relationship()
    ruling: Mapped[TalkRuling | None] = relationship(back_populates="report")

    @property
    def account_id(self) -> int:
        """The artisan's account, as the policy asks for it: no officer opens a talk of their own shop."""
        return self.thread.account_id

    @property
    def messages(self) -> list[Message]:
        """What officers read: the talk as it stood when it was reported; nothing once that is forgotten."""
        if self.forgotten_at is not None:
            return []
        return [message for message in self.thread.messages if message.id <= self.until_message_id]


class TalkRuling(Model):
    """What an officer decided on a report, once, and the words both sides read; append-only."""

    __tablename__ = "talk_ruling"
    __table_args__ = (CheckConstraint("words <> ''", name="says_why"),)

    id: Mapped[PrimaryKey]
    report_id: Mapped[int] = mapped_column(ForeignKey("talk_report.id", ondelete="RESTRICT"), unique=True)
    outcome: Mapped[Outcome] = mapped_column(enum_column(Outcome, "talk_ruling_outcome"))
    words: Mapped[str] = mapped_column(Text)
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    decided_by_name: Mapped[str] = mapped_column(String(120))

    report: Mapped[TalkReport] = relationship(back_populates="ruling")


assert isinstance(TalkRuling.__table__, Table)
event.listen(TalkRuling.__table__, "after_create", guard)
