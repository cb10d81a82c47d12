"""How decisions that wait for a second officer are kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.certificates.grounds import Ground
from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import Action
from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime, enum_column
from marketplace.proposals.rules import Answer


class AwaitsSecond:
    """Columns of a row one officer wrote and another answers: who proposed it, why, when, and what became of it."""

    reason: Mapped[str] = mapped_column(Text)
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    proposed_by_name: Mapped[str] = mapped_column(String(120))
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answer: Mapped[Answer | None] = mapped_column(enum_column(Answer))
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    answered_by_name: Mapped[str] = mapped_column(String(120), default="")
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answer_note: Mapped[str] = mapped_column(Text, default="")


class Proposal(AwaitsSecond, Model):
    """A decision one officer wants and another has to confirm. Nothing happens before, and nothing after it lapsed.

    `certificate_version` is what the proposer saw: whoever confirms confirms that, and nothing that came later.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        Index(
            "uq_proposal_unanswered",
            "certificate_id",
            unique=True,
            sqlite_where=text("answer IS NULL"),
            postgresql_where=text("answer IS NULL"),
        ),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered_at_some_time"),
    )

    id: Mapped[PrimaryKey]
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id", ondelete="CASCADE"), index=True)
    certificate_version: Mapped[int]
    action: Mapped[Action] = mapped_column(enum_column(Action))
    ground: Mapped[Ground] = mapped_column(enum_column(Ground))
    note: Mapped[str] = mapped_column(Text, default="")

    certificate: Mapped[Certificate] = relationship()

    @property
    def account_id(self) -> int:
        """The owner of the file, as the policy asks for it."""
        return self.certificate.account_id
