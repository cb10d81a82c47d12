"""How it is kept that an artisan was asked for her approval, and what she said."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.approvals.rules import MAX_WORDS, Means, Outcome
from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime, enum_column
from marketplace.helping.models import Helper
from marketplace.listings.models import Listing
from marketplace.listings.rules import MAX_TITLE


class Approval(Model):
    """One time a helper asked about one draft. Of the link a digest is kept; an artisan without an address has none.

    `shape` is that of the draft as it was asked about (`rules.shape_of`), `title` what it was called.
    """

    __tablename__ = "approval"
    __table_args__ = (
        CheckConstraint("(outcome IS NULL) = (decided_at IS NULL)", name="ended_on_a_day"),
        CheckConstraint("outcome <> 'approved' OR means IS NOT NULL", name="approved_by_means"),
        Index(
            "uq_approval_listing_id_open",
            "listing_id",
            unique=True,
            sqlite_where=text("outcome IS NULL"),
            postgresql_where=text("outcome IS NULL"),
        ),
        Index("ix_approval_listing_id", "listing_id"),
        Index("ix_approval_helper_id", "helper_id"),
    )

    id: Mapped[PrimaryKey]
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"))
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(MAX_TITLE))
    shape: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    outcome: Mapped[Outcome | None] = mapped_column(enum_column(Outcome))
    means: Mapped[Means | None] = mapped_column(enum_column(Means))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    words: Mapped[str] = mapped_column(String(MAX_WORDS), default="")

    listing: Mapped[Listing] = relationship()
    helper: Mapped[Helper] = relationship()
