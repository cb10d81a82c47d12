"""How the register of certifying bodies is kept. Entries are edited and never deleted: certificates point at them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.artisans.rules import Technique
from marketplace.bodies.rules import LicenceStatus, LspType, SchemeKind, StandardType, Stream
from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime, enum_column


class Body(Model):
    """One body. `licence_no` is text as printed and not unique: real directories hold the same one twice.

    `slug` is given once and kept when the name changes, so that an address printed anywhere goes on working.
    """

    __tablename__ = "body"
    __table_args__ = (
        CheckConstraint("stream = 'lsp' OR lsp_type = 'unknown'", name="type_of_lsp_only"),
        CheckConstraint("licence_status = 'unknown' OR checked_on IS NOT NULL", name="status_has_a_day"),
        CheckConstraint("directory_url = '' OR directory_url LIKE 'https://%'", name="directory_is_https"),
    )

    id: Mapped[PrimaryKey]
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(160))
    name_folded: Mapped[str] = mapped_column(String(240), index=True)
    name_en: Mapped[str] = mapped_column(String(160), default="")
    stream: Mapped[Stream] = mapped_column(enum_column(Stream))
    lsp_type: Mapped[LspType] = mapped_column(enum_column(LspType), default=LspType.UNKNOWN)
    licence_no: Mapped[str] = mapped_column(String(40), default="")
    licence_key: Mapped[str] = mapped_column(String(40), default="", index=True)
    decree: Mapped[str] = mapped_column(String(120), default="")
    licence_status: Mapped[LicenceStatus] = mapped_column(
        enum_column(LicenceStatus), default=LicenceStatus.UNKNOWN
    )
    licence_valid_until: Mapped[date | None]
    directory_url: Mapped[str] = mapped_column(String(300), default="")
    checked_on: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    schemes: Mapped[list[Scheme]] = relationship(back_populates="body", order_by="[Scheme.title, Scheme.id]")

    __mapper_args__ = {"version_id_col": version}


class Scheme(Model):
    """One scheme of a body: what its certificates say somebody can do, and by which standard."""

    __tablename__ = "scheme"
    __table_args__ = (
        UniqueConstraint("body_id", "slug"),
        CheckConstraint("level IS NULL OR (level BETWEEN 1 AND 9)", name="level"),
    )

    id: Mapped[PrimaryKey]
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id", ondelete="RESTRICT"))
    slug: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(200), default="")
    kind: Mapped[SchemeKind] = mapped_column(enum_column(SchemeKind), default=SchemeKind.UNKNOWN)
    level: Mapped[int | None]
    field: Mapped[str] = mapped_column(String(160), default="")
    standard_ref: Mapped[str] = mapped_column(String(200), default="")
    standard_type: Mapped[StandardType] = mapped_column(
        enum_column(StandardType), default=StandardType.UNKNOWN
    )
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    body: Mapped[Body] = relationship(back_populates="schemes")
    units: Mapped[list[SchemeUnit]] = relationship(
        back_populates="scheme", cascade="all, delete-orphan", order_by="SchemeUnit.position"
    )

    __mapper_args__ = {"version_id_col": version}


class SchemeUnit(Model):
    """One unit of a scheme, and in one line what it means for somebody who buys a bag."""

    __tablename__ = "scheme_unit"
    __table_args__ = (UniqueConstraint("scheme_id", "position"),)

    id: Mapped[PrimaryKey]
    scheme_id: Mapped[int] = mapped_column(ForeignKey("scheme.id", ondelete="CASCADE"))
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(40), default="")
    title: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(200), default="")
    means: Mapped[str] = mapped_column(Text, default="")
    means_en: Mapped[str] = mapped_column(Text, default="")

    scheme: Mapped[Scheme] = relationship(back_populates="units")
    covered: Mapped[list[SchemeUnitTechnique]] = relationship(
        cascade="all, delete-orphan", order_by="SchemeUnitTechnique.technique"
    )

    @property
    def techniques(self) -> frozenset[Technique]:
        """The techniques this unit tests."""
        return frozenset(row.technique for row in self.covered)


class SchemeUnitTechnique(Model):
    """One technique a unit of a scheme covers."""

    __tablename__ = "scheme_unit_technique"

    scheme_unit_id: Mapped[int] = mapped_column(
        ForeignKey("scheme_unit.id", ondelete="CASCADE"), primary_key=True
    )
    technique: Mapped[Technique] = mapped_column(enum_column(Technique), primary_key=True)
