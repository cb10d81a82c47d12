"""How the favourites of an account are kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.database.base import Model
from marketplace.database.columns import UtcDateTime


class Favourite(Model):
    """One bag that one account keeps: the pair is the key, so that it is there once whatever is sent again."""

    __tablename__ = "favourite"
    __table_args__ = (Index("ix_favourite_account_id_added_at", "account_id", "added_at"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    listing_id: Mapped[int] = mapped_column(
        ForeignKey("listing.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
