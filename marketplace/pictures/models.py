"""How pictures and their renditions are kept. The bytes are in storage; the rows say where."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.adapters.images.formats import RECIPE_VERSION
from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime, enum_column
from marketplace.pictures.rules import MAX_CAPTION, PAGE_WIDTH, PictureFormat, PictureState


class Picture(Model):
    """One photograph; `colour` is "#rrggbb", sizes in pixels, upright.

    `digest` is that of the bytes that came. `original_key` names them in the private area, and from `mastered_at` on
    the re-encoded master that took their place. `luma` to `lettering` are as of
    `adapters/images/coaching`; a picture from before has none.
    """

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
    luma: Mapped[int | None]
    shadow: Mapped[int | None]
    highlight: Mapped[int | None]
    sharpness: Mapped[int | None]
    lettering: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    mastered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    renditions: Mapped[list[Rendition]] = relationship(
        back_populates="picture", cascade="all, delete-orphan", order_by="Rendition.width"
    )


class Rendition(Model):
    """One light copy in the public area of the storage. `recipe` is the version of the settings it was made by.

    `fine` says in which of the two passes.
    """

    __tablename__ = "rendition"
    __table_args__ = (UniqueConstraint("picture_id", "width", "format"),)

    id: Mapped[PrimaryKey]
    picture_id: Mapped[int] = mapped_column(ForeignKey("picture.id", ondelete="CASCADE"))
    width: Mapped[int]
    height: Mapped[int]
    format: Mapped[PictureFormat] = mapped_column(enum_column(PictureFormat))
    key: Mapped[str] = mapped_column(String(160), index=True)
    bytes: Mapped[int]
    recipe: Mapped[int] = mapped_column(default=RECIPE_VERSION)
    fine: Mapped[bool] = mapped_column(default=False)

    picture: Mapped[Picture] = relationship(back_populates="renditions")

    @property
    def for_zoom(self) -> bool:
        """Whether it is fetched when somebody zooms, and by no page on its own."""
        return self.width > PAGE_WIDTH


class RetiredRendition(Model):
    """A light copy that was replaced, but that a page somebody opened earlier may still name."""

    __tablename__ = "retired_rendition"

    picture_id: Mapped[int] = mapped_column(ForeignKey("picture.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(String(160), primary_key=True, index=True)
    retired_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class Mark(Model):
    """The 64-bit hash of a picture (16 hex digits), or of its middle with `crop` percent of each length cut away."""

    __tablename__ = "picture_mark"
    __table_args__ = (CheckConstraint("crop BETWEEN 0 AND 90", name="percent"),)

    picture_id: Mapped[int] = mapped_column(ForeignKey("picture.id", ondelete="CASCADE"), primary_key=True)
    crop: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(String(16))


class MarkBand(Model):
    """One band of a mark (`kit/bands`): what copies are looked up by."""

    __tablename__ = "picture_band"

    picture_id: Mapped[int] = mapped_column(ForeignKey("picture.id", ondelete="CASCADE"), primary_key=True)
    crop: Mapped[int] = mapped_column(primary_key=True)
    band: Mapped[str] = mapped_column(String(8), primary_key=True, index=True)


class PictureCopy(Model):
    """A picture that looks like an earlier one: `bits` apart, one of them mirrored, one cut down by `crop` percent."""

    __tablename__ = "picture_copy"
    __table_args__ = (CheckConstraint("picture_id <> other_id", name="two_pictures"),)

    picture_id: Mapped[int] = mapped_column(ForeignKey("picture.id", ondelete="CASCADE"), primary_key=True)
    other_id: Mapped[int] = mapped_column(
        ForeignKey("picture.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    bits: Mapped[int]
    crop: Mapped[int]
    mirrored: Mapped[bool]
    found_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Captioned:
    """What is kept of a photo that tells how something is made. `received_at` is our clock's, not the camera's."""

    id: Mapped[PrimaryKey]
    picture_id: Mapped[int] = mapped_column(ForeignKey("picture.id", ondelete="RESTRICT"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    caption: Mapped[str] = mapped_column(String(MAX_CAPTION), default="")
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)


HELD_SINCE = "held_since"
"""Key of a table's `info`: its rows hold a picture only until the sweep, and the named column says since when."""

KEPT_WITH_PICTURES = (Rendition, RetiredRendition, Mark, MarkBand, PictureCopy)
"""What is known of a picture and goes with it; all other tables that name one show it."""
