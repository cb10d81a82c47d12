"""How lines written by hand are kept: each as it stands, and every version of it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Table, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.artisans.models import Artisan
from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime
from marketplace.decision_log.triggers import guard
from marketplace.listings.models import Listing
from marketplace.sales.rules import MAX_ONCE, MAX_PAID, MAX_WHAT


class Sale(Model):
    """A sale an artisan wrote down herself, as it stands. `number` is the version at hand; `once` the mark of its form.

    `what` is in her words, or the name the bag had when she chose it. `struck`: taken out of the sums, never deleted.
    """

    __tablename__ = "sale"
    __table_args__ = (
        UniqueConstraint("artisan_id", "once"),
        CheckConstraint("what <> ''", name="what"),
        CheckConstraint("pieces > 0", name="pieces"),
        CheckConstraint("amount IS NULL OR amount >= 0", name="amount"),
        Index("ix_sale_artisan_id_sold_on", "artisan_id", "sold_on", "id"),
    )

    id: Mapped[PrimaryKey]
    artisan_id: Mapped[int] = mapped_column(ForeignKey("artisan.id", ondelete="RESTRICT"))
    listing_id: Mapped[int | None] = mapped_column(ForeignKey("listing.id", ondelete="SET NULL"), index=True)
    once: Mapped[str] = mapped_column(String(MAX_ONCE))
    number: Mapped[int] = mapped_column(default=1)
    sold_on: Mapped[date]
    what: Mapped[str] = mapped_column(String(MAX_WHAT))
    pieces: Mapped[int]
    amount: Mapped[int | None] = mapped_column(BigInteger)
    paid: Mapped[str] = mapped_column(String(MAX_PAID), default="")
    struck: Mapped[bool] = mapped_column(default=False)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    artisan: Mapped[Artisan] = relationship()
    listing: Mapped[Listing | None] = relationship()
    versions: Mapped[list[SaleVersion]] = relationship(
        back_populates="sale", order_by="SaleVersion.number.desc()"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def account_id(self) -> int:
        """The artisan's account, as the policy asks for it."""
        return self.artisan.account_id


class SaleVersion(Model):
    """What a line said, since when, and who wrote it. Append-only."""

    __tablename__ = "sale_version"
    __table_args__ = (UniqueConstraint("sale_id", "number"),)

    id: Mapped[PrimaryKey]
    sale_id: Mapped[int] = mapped_column(ForeignKey("sale.id", ondelete="RESTRICT"))
    number: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    who: Mapped[str] = mapped_column(String(120))
    sold_on: Mapped[date]
    what: Mapped[str] = mapped_column(String(MAX_WHAT))
    pieces: Mapped[int]
    amount: Mapped[int | None] = mapped_column(BigInteger)
    paid: Mapped[str] = mapped_column(String(MAX_PAID), default="")
    struck: Mapped[bool] = mapped_column(default=False)

    sale: Mapped[Sale] = relationship(back_populates="versions")


assert isinstance(SaleVersion.__table__, Table)
event.listen(SaleVersion.__table__, "after_create", guard)
