"""How appeals are kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.appeals.rules import Outcome
from marketplace.certificates.models import Certificate, Decision
from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime, enum_column
from marketplace.proposals.models import AwaitsSecond


class Appeal(Model):
    """One appeal against one decision; the database takes no second one. `reason` is the other officer's."""

    __tablename__ = "appeal"
    __table_args__ = (
        CheckConstraint("(outcome IS NULL) = (decided_at IS NULL)", name="decided_with_outcome"),
        Index("ix_appeal_decided_at_made_at", "decided_at", "made_at"),
    )

    id: Mapped[PrimaryKey]
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id", ondelete="CASCADE"), index=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id", ondelete="CASCADE"), unique=True)
    body: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    outcome: Mapped[Outcome | None] = mapped_column(enum_column(Outcome))
    reason: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    decided_by_name: Mapped[str] = mapped_column(String(120), default="")
    version: Mapped[int] = mapped_column(default=1)

    certificate: Mapped[Certificate] = relationship()
    decision: Mapped[Decision] = relationship()

    __mapper_args__ = {"version_id_col": version}

    @property
    def account_id(self) -> int:
        """Who appealed, as the policy asks for it."""
        return self.certificate.account_id


class Upholding(AwaitsSecond, Model):
    """The wish of one officer that a rejection stands after an appeal; it does once another has confirmed it."""

    __tablename__ = "upholding"
    __table_args__ = (
        Index(
            "uq_upholding_unanswered",
            "appeal_id",
            unique=True,
            sqlite_where=text("answer IS NULL"),
            postgresql_where=text("answer IS NULL"),
        ),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered_at_some_time"),
    )

    id: Mapped[PrimaryKey]
    appeal_id: Mapped[int] = mapped_column(ForeignKey("appeal.id", ondelete="CASCADE"), index=True)

    appeal: Mapped[Appeal] = relationship()
