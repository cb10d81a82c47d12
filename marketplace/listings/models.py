"""How bags are kept."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from marketplace.artisans.models import Artisan
from marketplace.artisans.rules import Technique
from marketplace.certificates.models import Unit
from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime, enum_column
from marketplace.listings.combinations import MAX_COLOUR_WORDS, MAX_SIZE_LABEL, VARIANT_CODE_LENGTH
from marketplace.listings.rules import (
    MAX_PHOTO_WORDS,
    Availability,
    BagType,
    Closure,
    Colour,
    Focus,
    Lining,
    MadeBy,
    Material,
    State,
)
from marketplace.pictures.models import HELD_SINCE, Captioned, Picture

_LAST = ("published_at", "id")
_WHAT = ("state", "bag_type", "technique", "artisan_id", "price", "readiness", "made_by")
_MEASURES = ("length_cm", "width_cm", "height_cm")
"""All that filters ask of a bag itself: to count is to read an index of this alone (catalogue/facets)."""


class Listing(Model):
    """One bag, or one design made to order. Price in whole rupiah, sizes in centimetres, lead time in days.

    A draft may lack anything; what a published bag must have is checked by the table. `imported`: it came with a list
    of many, which does not count against new bags of an hour. `price` is the lowest that can be had, `top_price` the
    highest where they differ, `base_price` what she wrote where that is another; `prices.settle` alone writes them.
    `turn` is its place among its maker's newest (see `turns`); `readiness` minus its lead time, greatest is soonest.
    """

    __tablename__ = "listing"
    __table_args__ = (
        CheckConstraint(
            "state <> 'published' OR (title <> '' AND price IS NOT NULL AND availability IS NOT NULL"
            " AND bag_type IS NOT NULL AND technique IS NOT NULL AND made_by IS NOT NULL"
            " AND published_at IS NOT NULL)",
            name="published_is_complete",
        ),
        CheckConstraint("price IS NULL OR price > 0", name="price"),
        CheckConstraint("base_price IS NULL OR base_price > 0", name="base_price"),
        CheckConstraint("top_price IS NULL OR top_price > price", name="top_price"),
        CheckConstraint(
            "availability <> 'made_to_order' OR state <> 'published' OR lead_days > 0", name="lead_days"
        ),
        CheckConstraint("stock IS NULL OR stock >= 0", name="stock"),
        Index("ix_listing_state_published_at_id", "state", "published_at", "id"),
        Index("ix_listing_state_price_published_at_id", "state", "price", "published_at", "id"),
        Index("ix_listing_state_turn_published_at_id", "state", "turn", "published_at", "id"),
        Index("ix_listing_state_bag_type_turn_published_at_id", "state", "bag_type", "turn", *_LAST),
        Index("ix_listing_counted", *_WHAT, *_MEASURES),
        Index("ix_listing_state_technique_artisan_id", "state", "technique", "artisan_id"),
        Index("ix_listing_state_readiness_published_at_id", "state", "readiness", "published_at", "id"),
        Index("ix_listing_artisan_id_state_published_at_id", "artisan_id", "state", "published_at", "id"),
    )

    id: Mapped[PrimaryKey]
    code: Mapped[str] = mapped_column(String(10), unique=True)
    artisan_id: Mapped[int] = mapped_column(ForeignKey("artisan.id", ondelete="CASCADE"), index=True)
    state: Mapped[State] = mapped_column(enum_column(State), default=State.DRAFT)
    slug: Mapped[str] = mapped_column(String(90), default="")
    title: Mapped[str] = mapped_column(String(80), default="")
    price: Mapped[int | None]
    base_price: Mapped[int | None]
    top_price: Mapped[int | None]
    availability: Mapped[Availability | None] = mapped_column(enum_column(Availability))
    stock: Mapped[int | None]
    lead_days: Mapped[int | None]
    bag_type: Mapped[BagType | None] = mapped_column(enum_column(BagType))
    technique: Mapped[Technique | None] = mapped_column(enum_column(Technique))
    length_cm: Mapped[Decimal | None] = mapped_column(Numeric(5, 1))
    width_cm: Mapped[Decimal | None] = mapped_column(Numeric(5, 1))
    height_cm: Mapped[Decimal | None] = mapped_column(Numeric(5, 1))
    strap_cm: Mapped[Decimal | None] = mapped_column(Numeric(5, 1))
    weight_g: Mapped[int | None]
    colour_note: Mapped[str] = mapped_column(String(120), default="")
    material_note: Mapped[str] = mapped_column(String(120), default="")
    strap_note: Mapped[str] = mapped_column(String(120), default="")
    lining: Mapped[Lining | None] = mapped_column(enum_column(Lining))
    closure: Mapped[Closure | None] = mapped_column(enum_column(Closure))
    care: Mapped[list[str]] = mapped_column(JSON, default=list)
    story: Mapped[str] = mapped_column(Text, default="")
    made_by: Mapped[MadeBy | None] = mapped_column(enum_column(MadeBy))
    outside_certificate: Mapped[bool] = mapped_column(default=False)
    imported: Mapped[bool] = mapped_column(default=False)
    search_text: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    turn: Mapped[int] = mapped_column(default=0)
    readiness: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)

    artisan: Mapped[Artisan] = relationship()
    photos: Mapped[list[Photo]] = relationship(
        back_populates="listing", cascade="all, delete-orphan", order_by="[Photo.position, Photo.id]"
    )
    deleted_photos: Mapped[list[DeletedPhoto]] = relationship(
        cascade="all, delete-orphan", order_by="[DeletedPhoto.deleted_at.desc(), DeletedPhoto.id.desc()]"
    )
    process_photos: Mapped[list[ProcessPhoto]] = relationship(
        cascade="all, delete-orphan", order_by="[ProcessPhoto.position, ProcessPhoto.id]"
    )
    deleted_process_photos: Mapped[list[DeletedProcessPhoto]] = relationship(cascade="all, delete-orphan")
    materials: Mapped[list[ListingMaterial]] = relationship(
        cascade="all, delete-orphan", order_by="ListingMaterial.material"
    )
    units: Mapped[list[ListingUnit]] = relationship(
        cascade="all, delete-orphan", order_by="ListingUnit.unit_id"
    )
    colours: Mapped[list[ListingColour]] = relationship(
        cascade="all, delete-orphan", order_by="ListingColour.colour"
    )
    variants: Mapped[list[Variant]] = relationship(
        cascade="all, delete-orphan",
        order_by="[Variant.position, Variant.id]",
        primaryjoin="and_(Listing.id == Variant.listing_id, Variant.removed_at.is_(None))",
    )
    removed_variants: Mapped[list[Variant]] = relationship(
        viewonly=True,
        order_by="[Variant.removed_at.desc(), Variant.id.desc()]",
        primaryjoin="and_(Listing.id == Variant.listing_id, Variant.removed_at.is_not(None))",
    )

    __mapper_args__ = {"version_id_col": version}

    @validates("lead_days")
    def _follow(self, name: str, value: int | None) -> int | None:
        """Orders by an index need one number: no lead time is ready now."""
        self.readiness = -(value or 0)
        return value

    @property
    def price_varies(self) -> bool:
        """Whether "from" stands before its price."""
        return self.top_price is not None

    @property
    def account_id(self) -> int:
        """The owner, as the policy asks for it."""
        return self.artisan.account_id


class ListingMaterial(Model):
    """One material of a bag; its own table, so that filters can count it."""

    __tablename__ = "listing_material"

    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), primary_key=True)
    material: Mapped[Material] = mapped_column(enum_column(Material), primary_key=True, index=True)


class ListingColour(Model):
    """One main colour of a bag."""

    __tablename__ = "listing_colour"

    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), primary_key=True)
    colour: Mapped[Colour] = mapped_column(enum_column(Colour), primary_key=True, index=True)


class ListingUnit(Model):
    """One unit of its maker's own certificate that a bag is said to be made with."""

    __tablename__ = "listing_unit"

    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(
        ForeignKey("unit.id", ondelete="CASCADE"), primary_key=True, index=True
    )

    unit: Mapped[Unit] = relationship()


class _Placed:
    """What is kept of a photo, on show or deleted. `alt` is the maker's own description.

    `focus_x` and `focus_y`, percent from the left and the top, are the point every crop keeps in sight; both or none.
    Positions may have gaps: a deleted photo finds its place again in one.
    """

    id: Mapped[PrimaryKey]
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), index=True)
    picture_id: Mapped[int] = mapped_column(ForeignKey("picture.id", ondelete="RESTRICT"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    alt: Mapped[str] = mapped_column(String(MAX_PHOTO_WORDS), default="")
    focus_x: Mapped[int | None]
    focus_y: Mapped[int | None]

    @property
    def focus(self) -> Focus | None:
        """The point crops keep in sight; None is the middle."""
        return None if self.focus_x is None or self.focus_y is None else Focus(self.focus_x, self.focus_y)

    @focus.setter
    def focus(self, focus: Focus | None) -> None:
        self.focus_x, self.focus_y = (focus.x, focus.y) if focus else (None, None)


def _rules_of_place() -> tuple[UniqueConstraint, CheckConstraint, CheckConstraint]:
    return (
        UniqueConstraint("listing_id", "picture_id"),
        CheckConstraint("(focus_x IS NULL) = (focus_y IS NULL)", name="focus_is_a_point"),
        CheckConstraint("focus_x BETWEEN 0 AND 100 AND focus_y BETWEEN 0 AND 100", name="focus_in_percent"),
    )


class Photo(_Placed, Model):
    """One photograph of a bag in its place; the first is the cover."""

    __tablename__ = "photo"
    __table_args__ = _rules_of_place()

    listing: Mapped[Listing] = relationship(back_populates="photos")
    picture: Mapped[Picture] = relationship()


class DeletedPhoto(_Placed, Model):
    """A photo its maker has deleted: it can be put back as it was until the sweep takes it, a day later."""

    __tablename__ = "deleted_photo"
    __table_args__ = (*_rules_of_place(), {"info": {HELD_SINCE: "deleted_at"}})

    deleted_at: Mapped[datetime] = mapped_column(UtcDateTime)

    picture: Mapped[Picture] = relationship()


class Variant(Model):
    """One combination of colour and size a bag comes in. `code` is the end of its address, unique within the bag.

    What is not written down here (price, sizes) is the bag's own. `photo_id` is one of its photos, `deleted_photo_id`
    remembers it while its deletion can be undone. `stock` counts finished pieces; None is no number. `off`: not to be
    had now. `removed_at`: taken out, none of the bag's `variants` then; it can be put back for a day, with its code.
    """

    __tablename__ = "variant"
    __table_args__ = (
        UniqueConstraint("listing_id", "code"),
        CheckConstraint("price IS NULL OR price > 0", name="price"),
        CheckConstraint("stock IS NULL OR stock >= 0", name="stock"),
        CheckConstraint("colour IS NOT NULL OR colour_words <> '' OR size <> ''", name="says_something"),
    )

    id: Mapped[PrimaryKey]
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), index=True)
    code: Mapped[str] = mapped_column(String(VARIANT_CODE_LENGTH))
    position: Mapped[int] = mapped_column(default=0)
    colour: Mapped[Colour | None] = mapped_column(enum_column(Colour))
    colour_words: Mapped[str] = mapped_column(String(MAX_COLOUR_WORDS), default="")
    size: Mapped[str] = mapped_column(String(MAX_SIZE_LABEL), default="")
    length_cm: Mapped[Decimal | None] = mapped_column(Numeric(5, 1))
    width_cm: Mapped[Decimal | None] = mapped_column(Numeric(5, 1))
    height_cm: Mapped[Decimal | None] = mapped_column(Numeric(5, 1))
    price: Mapped[int | None]
    stock: Mapped[int | None]
    off: Mapped[bool] = mapped_column(default=False)
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("photo.id", ondelete="SET NULL"), index=True)
    deleted_photo_id: Mapped[int | None] = mapped_column(
        ForeignKey("deleted_photo.id", ondelete="SET NULL"), index=True
    )
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ProcessPhoto(Captioned, Model):
    """A photo of how a bag was made, apart from those of the finished bag."""

    __tablename__ = "process_photo"
    __table_args__ = (UniqueConstraint("listing_id", "picture_id"),)

    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), index=True)

    picture: Mapped[Picture] = relationship()


class DeletedProcessPhoto(Captioned, Model):
    """One that was deleted, and can be put back like a `DeletedPhoto`."""

    __tablename__ = "deleted_process_photo"
    __table_args__ = (UniqueConstraint("listing_id", "picture_id"), {"info": {HELD_SINCE: "deleted_at"}})

    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), index=True)
    deleted_at: Mapped[datetime] = mapped_column(UtcDateTime)

    picture: Mapped[Picture] = relationship()
