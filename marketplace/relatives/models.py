"""How declared relations are kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Account
from marketplace.artisans.models import Artisan
from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime


class Relation(Model):
    """One member of the staff is related to one artisan, from the day it was declared until an admin ended it."""

    __tablename__ = "relation"
    __table_args__ = (
        Index(
            "uq_relation_standing",
            "account_id",
            "artisan_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[PrimaryKey]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    artisan_id: Mapped[int] = mapped_column(ForeignKey("artisan.id", ondelete="CASCADE"), index=True)
    declared_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    account: Mapped[Account] = relationship()
    artisan: Mapped[Artisan] = relationship()
