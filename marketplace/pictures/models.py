"""How pictures and their renditions are kept. The bytes are in storage; the rows say where."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime, enum_column
from marketplace.pictures.rules import PictureFormat, PictureState


class Picture(Model):
    """One photograph. `original_key` names the private original; `colour` is "#rrggbb"; sizes in pixels, upright."""

    __tablename__ = "picture"
    __table_args__ = (CheckConstraint("state <> 'ready' OR colour IS NOT NULL", name="ready_has_colour"),)

    id: Mapped[PrimaryKey]
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    original_key: Mapped[str] = mapped_column(String(160))
    state: Mapped[PictureState] = mapped_column(enum_column(PictureState), default=PictureState.PENDING)
    failure: Mapped[str | None] = mapped_column(String(64))
    colour: Mapped[str | None] = mapped_column(String(7))
    width: Mapped[int | None]
    height: Mapped[int | None]
    perceptual_hash: Mapped[str | None] = mapped_column(String(16), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    renditions: Mapped[list[Rendition]] = relationship(
        back_populates="picture", cascade="all, delete-orphan", order_by="Rendition.width"
    )


class Rendition(Model):
    """One light copy in the public area of the storage."""

    __tablename__ = "rendition"
    __table_args__ = (UniqueConstraint("picture_id", "width", "format"),)

    id: Mapped[PrimaryKey]
    picture_id: Mapped[int] = mapped_column(ForeignKey("picture.id", ondelete="CASCADE"))
    width: Mapped[int]
    height: Mapped[int]
    format: Mapped[PictureFormat] = mapped_column(enum_column(PictureFormat))
    key: Mapped[str] = mapped_column(String(160))
    bytes: Mapped[int]

    picture: Mapped[Picture] = relationship(back_populates="renditions")
