"""How imports of many bags, their rows and their photos are kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.artisans.models import Artisan
from marketplace.batches.rules import RowState, State
from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime, enum_column
from marketplace.listings.models import Listing

_UNFINISHED = text("state IN ('draft', 'running', 'stopped')")


class Batch(Model):
    """One import into an artisan's shop; nobody is its maker where it was made on the machine itself.

    `digest` is the SHA-256 of the list and the photos it names; `headings` gives letter and heading by field, `unknown`
    names the columns that were left out.
    """

    __tablename__ = "batch"
    __table_args__ = (
        CheckConstraint("state = 'draft' OR started_at IS NOT NULL", name="started_at_some_time"),
        Index(
            "uq_batch_unfinished",
            "artisan_id",
            "digest",
            unique=True,
            sqlite_where=_UNFINISHED,
            postgresql_where=_UNFINISHED,
        ),
    )

    id: Mapped[PrimaryKey]
    artisan_id: Mapped[int] = mapped_column(ForeignKey("artisan.id", ondelete="CASCADE"), index=True)
    state: Mapped[State] = mapped_column(enum_column(State, "batch_state"), default=State.DRAFT)
    digest: Mapped[str] = mapped_column(String(64))
    headings: Mapped[dict[str, Any]] = mapped_column(JSON)
    unknown: Mapped[list[str]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    artisan: Mapped[Artisan] = relationship()
    rows: Mapped[list[BatchRow]] = relationship(cascade="all, delete-orphan", order_by="BatchRow.number")
    files: Mapped[list[BatchFile]] = relationship(cascade="all, delete-orphan", order_by="BatchFile.id")

    @property
    def account_id(self) -> int:
        """The owner, as the policy asks for it."""
        return self.artisan.account_id


class BatchRow(Model):
    """One row of a list: its text by field, and the draft it has become. `made_as` is that draft as it was made.

    `variations` are the rows under it that say in which colours and sizes the bag comes, "number" and "cells" of each.
    """

    __tablename__ = "batch_row"
    __table_args__ = (
        UniqueConstraint("batch_id", "number"),
        CheckConstraint("state <> 'made' OR (digest <> '' AND made_as <> '')", name="made_of_something"),
    )

    id: Mapped[PrimaryKey]
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id", ondelete="CASCADE"))
    number: Mapped[int]
    cells: Mapped[dict[str, str]] = mapped_column(JSON)
    variations: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    state: Mapped[RowState] = mapped_column(
        enum_column(RowState, "batch_row_state"), default=RowState.WAITING
    )
    digest: Mapped[str] = mapped_column(String(64), default="", index=True)
    failure: Mapped[str | None] = mapped_column(String(64))
    listing_id: Mapped[int | None] = mapped_column(ForeignKey("listing.id", ondelete="SET NULL"), index=True)
    made_as: Mapped[str] = mapped_column(String(64), default="")

    listing: Mapped[Listing | None] = relationship()


class BatchFile(Model):
    """One file that came along. Its original is kept (`key`) while rows wait for it; `problem` says why it is not.

    Files no row names, and those that are no photos, are names only.
    """

    __tablename__ = "batch_file"
    __table_args__ = (UniqueConstraint("batch_id", "name"),)

    id: Mapped[PrimaryKey]
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(200))
    used: Mapped[bool]
    key: Mapped[str] = mapped_column(String(160), default="")
    digest: Mapped[str] = mapped_column(String(64), default="")
    width: Mapped[int] = mapped_column(default=0)
    height: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str | None] = mapped_column(String(64))
