"""How reminders and the steps of a renewal are kept."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime, enum_column
from marketplace.renewals.rules import Step


class Reminder(Model):
    """One reminder that was sent, `days` before `valid_until`. A corrected last day begins a new series."""

    __tablename__ = "renewal_reminder"
    __table_args__ = (UniqueConstraint("certificate_id", "valid_until", "days"),)

    id: Mapped[PrimaryKey]
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id", ondelete="CASCADE"))
    valid_until: Mapped[date]
    days: Mapped[int]
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)


class DoneStep(Model):
    """One thing a holder has done or got for the renewal, as an officer noted it."""

    __tablename__ = "renewal_step"

    certificate_id: Mapped[int] = mapped_column(
        ForeignKey("certificate.id", ondelete="CASCADE"), primary_key=True
    )
    step: Mapped[Step] = mapped_column(enum_column(Step), primary_key=True)
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    noted_at: Mapped[datetime] = mapped_column(UtcDateTime)
