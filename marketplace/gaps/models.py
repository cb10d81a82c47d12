"""How counts of what was not there are kept."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.database.base import Model


class Gap(Model):
    """How often one set of terms was looked for in vain, and wished for, on one local day. Numbers, nothing about whom.

    `key` as `rules.key_of` writes it; `technique` and `place` repeat its own where it has exactly one, "" otherwise.
    """

    __tablename__ = "gap"
    __table_args__ = (
        CheckConstraint("searches >= 0 AND wishes >= 0 AND searches + wishes > 0", name="counted"),
        Index("ix_gap_day", "day"),
    )

    key: Mapped[str] = mapped_column(String(160), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    technique: Mapped[str] = mapped_column(String(32))
    place: Mapped[str] = mapped_column(String(13))
    searches: Mapped[int] = mapped_column(default=0)
    wishes: Mapped[int] = mapped_column(default=0)
