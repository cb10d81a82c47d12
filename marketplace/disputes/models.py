"""How disputes are kept: the dispute, every event of it (append-only), and the photos that came with them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime, enum_column
from marketplace.decision_log.triggers import guard
from marketplace.disputes.rules import GOING_ON, Action, Category, Ending, Outcome, State
from marketplace.inquiries.rules import Side
from marketplace.order_notes.models import OrderNote
from marketplace.order_notes.rules import State as NoteState


class Dispute(Model):
    """One dispute over one note; a note has one open at a time. `note_state` is where the note stood before.

    `proposal` and `proposed_by`: how one side would settle it; nothing of it holds until the other side accepts.
    `closed_by_id` is the officer of the outcome.
    """

    __tablename__ = "dispute"
    __table_args__ = (
        CheckConstraint("(state IN ('open', 'replied')) = (closed_at IS NULL)", name="closed_some_time"),
        CheckConstraint("(state = 'decided') = (outcome IS NOT NULL)", name="decided_with_outcome"),
        CheckConstraint("(proposal IS NULL) = (proposed_by IS NULL)", name="proposed_by_somebody"),
        Index(
            "uq_dispute_note_open",
            "note_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index("ix_dispute_note_id", "note_id", "id"),
        Index("ix_dispute_closed_at_decide_until", "closed_at", "decide_until", "id"),
    )

    id: Mapped[PrimaryKey]
    note_id: Mapped[int] = mapped_column(ForeignKey("order_note.id", ondelete="RESTRICT"))
    side: Mapped[Side] = mapped_column(enum_column(Side, "dispute_side"))
    category: Mapped[Category] = mapped_column(enum_column(Category, "dispute_category"))
    state: Mapped[State] = mapped_column(enum_column(State, "dispute_state"), default=State.OPEN)
    note_state: Mapped[NoteState] = mapped_column(enum_column(NoteState, "dispute_note_state"))
    proposal: Mapped[Ending | None] = mapped_column(enum_column(Ending, "dispute_proposal"))
    proposed_by: Mapped[Side | None] = mapped_column(enum_column(Side, "dispute_proposed_by"))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    reply_until: Mapped[datetime] = mapped_column(UtcDateTime)
    replied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decide_until: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[Outcome | None] = mapped_column(enum_column(Outcome, "dispute_outcome"))
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    version: Mapped[int] = mapped_column(default=1)

    note: Mapped[OrderNote] = relationship()
    events: Mapped[list[DisputeEvent]] = relationship(
        back_populates="dispute", order_by="DisputeEvent.number"
    )
    photos: Mapped[list[DisputePhoto]] = relationship(order_by="DisputePhoto.id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def account_id(self) -> int:
        """The artisan's account, as the policy asks for it: no officer opens a dispute of their own shop."""
        return self.note.account_id

    @property
    def goes_on(self) -> bool:
        """Whether it has not ended."""
        return self.state in GOING_ON


class DisputeEvent(Model):
    """What one side, or an officer (`side` is None), did. Append-only. `number` counts within the dispute."""

    __tablename__ = "dispute_event"
    __table_args__ = (
        UniqueConstraint("dispute_id", "number"),
        CheckConstraint("(side IS NULL) = (action = 'decide')", name="officers_decide"),
        CheckConstraint("(outcome IS NULL) = (action <> 'decide')", name="outcome_of_a_decision"),
    )

    id: Mapped[PrimaryKey]
    dispute_id: Mapped[int] = mapped_column(ForeignKey("dispute.id", ondelete="RESTRICT"))
    number: Mapped[int]
    action: Mapped[Action] = mapped_column(enum_column(Action, "dispute_action"))
    side: Mapped[Side | None] = mapped_column(enum_column(Side, "dispute_event_side"))
    who: Mapped[str] = mapped_column(String(120))
    by_account: Mapped[bool] = mapped_column(default=False)
    words: Mapped[str] = mapped_column(Text, default="")
    ending: Mapped[Ending | None] = mapped_column(enum_column(Ending, "dispute_ending"))
    outcome: Mapped[Outcome | None] = mapped_column(enum_column(Outcome, "dispute_event_outcome"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    dispute: Mapped[Dispute] = relationship(back_populates="events")


class DisputePhoto(Model):
    """Evidence of one side, private. `pages` are its copies without metadata; forgotten, only its digest is left."""

    __tablename__ = "dispute_photo"
    __table_args__ = (
        CheckConstraint("(forgotten_at IS NULL) = (original_key IS NOT NULL)", name="kept_or_forgotten"),
    )

    id: Mapped[PrimaryKey]
    dispute_id: Mapped[int] = mapped_column(ForeignKey("dispute.id", ondelete="RESTRICT"), index=True)
    event_number: Mapped[int]
    original_key: Mapped[str | None] = mapped_column(String(160), unique=True)
    digest: Mapped[str] = mapped_column(String(64))
    pages: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    failure: Mapped[str | None] = mapped_column(String(64))
    forgotten_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def keys(self) -> list[str]:
        """Every file there is of it."""
        return [self.original_key, *(str(page["key"]) for page in self.pages)] if self.original_key else []


assert isinstance(DisputeEvent.__table__, Table)
event.listen(DisputeEvent.__table__, "after_create", guard)
