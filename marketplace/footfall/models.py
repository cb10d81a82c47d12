"""How counts of readers of bags, and of those who went on to WhatsApp, are kept."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.database.base import Model


class BagVisits(Model):
    """How often a bag's page was handed out on one local day. A number and nothing about whom."""

    __tablename__ = "bag_visits"
    __table_args__ = (CheckConstraint("visits > 0", name="visits"), Index("ix_bag_visits_day", "day"))

    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    visits: Mapped[int]


class WhatsappClicks(Model):
    """How often somebody went on from a bag's page to WhatsApp on one local day. Not who, and not what was written."""

    __tablename__ = "whatsapp_clicks"
    __table_args__ = (CheckConstraint("visits > 0", name="visits"), Index("ix_whatsapp_clicks_day", "day"))

    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    visits: Mapped[int]
