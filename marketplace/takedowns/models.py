"""How it is kept that a bag was taken down."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.appeals.rules import Outcome
from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime, enum_column
from marketplace.listings.models import Listing
from marketplace.listings.rules import State
from marketplace.reports.models import Report
from marketplace.reports.rules import Reason


class Takedown(Model):
    """One time a bag was taken down, by whom and why; what its maker said (`appeal`), and what came of that.

    `answer` is another officer's, on the appeal; `back_reason` is said when the bag is given back, whether she had
    appealed or not. At most one of a bag is open.
    """

    __tablename__ = "takedown"
    __table_args__ = (
        CheckConstraint("(appealed_at IS NULL) = (appeal = '')", name="appealed_at_some_time"),
        CheckConstraint(
            "(outcome IS NULL) = (decided_at IS NULL) AND (outcome IS NULL) = (answer = '')",
            name="decided_with_outcome",
        ),
        CheckConstraint("outcome IS NULL OR appealed_at IS NOT NULL", name="outcome_of_an_appeal"),
        CheckConstraint("(given_back_at IS NULL) = (back_reason = '')", name="given_back_with_reason"),
        Index(
            "uq_takedown_open",
            "listing_id",
            unique=True,
            sqlite_where=text("given_back_at IS NULL"),
            postgresql_where=text("given_back_at IS NULL"),
        ),
        Index("ix_takedown_taken_at", "taken_at"),
        Index("ix_takedown_decided_at_appealed_at", "decided_at", "appealed_at"),
    )

    id: Mapped[PrimaryKey]
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), index=True)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("report.id", ondelete="SET NULL"), index=True)
    ground: Mapped[Reason] = mapped_column(enum_column(Reason, "ground"))
    reason: Mapped[str] = mapped_column(Text)
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    taken_by_name: Mapped[str] = mapped_column(String(120), default="")
    appeal: Mapped[str] = mapped_column(Text, default="")
    appealed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[Outcome | None] = mapped_column(enum_column(Outcome))
    answer: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by_name: Mapped[str] = mapped_column(String(120), default="")
    back_reason: Mapped[str] = mapped_column(Text, default="")
    given_back_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    given_back_by_name: Mapped[str] = mapped_column(String(120), default="")
    version: Mapped[int] = mapped_column(default=1)

    listing: Mapped[Listing] = relationship()
    report: Mapped[Report | None] = relationship()

    __mapper_args__ = {"version_id_col": version}

    @property
    def account_id(self) -> int:
        """The maker's account, as the policy asks for it."""
        return self.listing.account_id

    @property
    def is_down(self) -> bool:
        """Whether the bag is still down because of it: neither given back nor deleted by its maker."""
        return self.given_back_at is None and self.listing.state is State.TAKEN_DOWN

    @property
    def waits(self) -> bool:
        """Whether an appeal waits for another officer."""
        return self.is_down and self.appealed_at is not None and self.outcome is None
