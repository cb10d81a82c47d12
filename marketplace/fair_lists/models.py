"""How lists for fairs that were given out by a link are kept: what is asked, never who answers to it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.artisans.models import Place
from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime
from marketplace.fair_lists.rules import MAX_FOR


class FairList(Model):
    """One link: for whom, which unit, which place. Who is on it is asked anew at each look.

    Of the link itself only a digest is kept. `unit_title` is what the unit was called on that day.
    """

    __tablename__ = "fair_list"
    __table_args__ = (
        CheckConstraint("expires_at > given_at", name="ends_after_it_begins"),
        Index("ix_fair_list_expires_at", "expires_at", "id"),
    )

    id: Mapped[PrimaryKey]
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    given_to: Mapped[str] = mapped_column(String(MAX_FOR))
    unit_key: Mapped[str] = mapped_column(String(220))
    unit_title: Mapped[str] = mapped_column(String(260))
    place_code: Mapped[str | None] = mapped_column(ForeignKey("place.code"), index=True)
    given_by: Mapped[str] = mapped_column(String(120))
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    place: Mapped[Place | None] = relationship()
