"""How collections are kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.collections.rules import MAX_INTRO, MAX_TITLE
from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime
from marketplace.listings.models import Listing


class Collection(Model):
    """One collection. `query` is that of a browse page, empty where only pinned bags are shown."""

    __tablename__ = "collection"
    __table_args__ = (
        CheckConstraint(
            "published_at IS NULL OR (title <> '' AND title_en <> '')", name="published_has_titles"
        ),
        Index("ix_collection_published_at", "published_at"),
    )

    id: Mapped[PrimaryKey]
    slug: Mapped[str] = mapped_column(String(90), unique=True)
    title: Mapped[str] = mapped_column(String(MAX_TITLE))
    title_en: Mapped[str] = mapped_column(String(MAX_TITLE), default="")
    intro: Mapped[str] = mapped_column(String(MAX_INTRO), default="")
    intro_en: Mapped[str] = mapped_column(String(MAX_INTRO), default="")
    query: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    pins: Mapped[list[Pin]] = relationship(cascade="all, delete-orphan", order_by="Pin.position")

    __mapper_args__ = {"version_id_col": version}


class Pin(Model):
    """One bag an officer put in a place of its own."""

    __tablename__ = "collection_pin"

    collection_id: Mapped[int] = mapped_column(
        ForeignKey("collection.id", ondelete="CASCADE"), primary_key=True
    )
    listing_id: Mapped[int] = mapped_column(
        ForeignKey("listing.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    position: Mapped[int]

    listing: Mapped[Listing] = relationship()
