"""How programmes and cohorts are kept. What nobody recorded is empty: no seats, no hours, no figure of anybody."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.artisans.models import Place
from marketplace.bodies.models import Body
from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime, enum_column
from marketplace.programmes.rules import (
    MAX_NAME,
    MAX_PLAN,
    MAX_SOURCE,
    MAX_TITLE,
    MAX_VENUE,
    CohortState,
    Figure,
    OrganiserRole,
)


class Craft(Model):
    """A craft people are trained in; a row, so that nothing is tied to bags."""

    __tablename__ = "craft"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    title: Mapped[str] = mapped_column(String(MAX_TITLE))
    title_en: Mapped[str] = mapped_column(String(MAX_TITLE), default="")


class Programme(Model):
    """What a city offers again and again; each time it does is a cohort. `slug` stays when the title changes."""

    __tablename__ = "programme"

    id: Mapped[PrimaryKey]
    slug: Mapped[str] = mapped_column(String(130), unique=True)
    craft_code: Mapped[str] = mapped_column(ForeignKey("craft.code"), index=True)
    title: Mapped[str] = mapped_column(String(MAX_TITLE))
    title_en: Mapped[str] = mapped_column(String(MAX_TITLE), default="")
    intro: Mapped[str] = mapped_column(Text, default="")
    intro_en: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    craft: Mapped[Craft] = relationship()
    cohorts: Mapped[list[Cohort]] = relationship(
        back_populates="programme", order_by="Cohort.number.desc()", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}


class Cohort(Model):
    """One time a programme is held. `number` counts within the programme and is part of the address.

    `source` says where it was read, for what was not organised through this site.
    """

    __tablename__ = "cohort"
    __table_args__ = (
        UniqueConstraint("programme_id", "number"),
        CheckConstraint("last_on >= first_on", name="days_in_order"),
        CheckConstraint("seats IS NULL OR seats > 0", name="seats"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint(
            "state = 'draft' OR state = 'archived' OR published_at IS NOT NULL", name="published_some_time"
        ),
        Index("ix_cohort_state_first_on", "state", "first_on", "id"),
    )

    id: Mapped[PrimaryKey]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id", ondelete="RESTRICT"))
    number: Mapped[int]
    state: Mapped[CohortState] = mapped_column(enum_column(CohortState), default=CohortState.DRAFT)
    first_on: Mapped[date]
    last_on: Mapped[date]
    place_code: Mapped[str | None] = mapped_column(ForeignKey("place.code"), index=True)
    venue: Mapped[str] = mapped_column(String(MAX_VENUE), default="")
    seats: Mapped[int | None]
    eligibility: Mapped[str] = mapped_column(Text, default="")
    eligibility_en: Mapped[str] = mapped_column(Text, default="")
    register_from: Mapped[date | None]
    register_until: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(MAX_SOURCE), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    programme: Mapped[Programme] = relationship(back_populates="cohorts")
    place: Mapped[Place | None] = relationship()
    organisers: Mapped[list[Organiser]] = relationship(
        cascade="all, delete-orphan", order_by="Organiser.position"
    )
    days: Mapped[list[CohortDay]] = relationship(cascade="all, delete-orphan", order_by="CohortDay.on")
    figures: Mapped[list[CohortFigure]] = relationship(cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}


class Organiser(Model):
    """Somebody who organised a cohort, by the name that was printed; `body` where the register has it."""

    __tablename__ = "cohort_organiser"
    __table_args__ = (UniqueConstraint("cohort_id", "position"),)

    id: Mapped[PrimaryKey]
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"))
    position: Mapped[int]
    role: Mapped[OrganiserRole] = mapped_column(enum_column(OrganiserRole))
    name: Mapped[str] = mapped_column(String(MAX_NAME))
    note: Mapped[str] = mapped_column(String(MAX_PLAN), default="")
    note_en: Mapped[str] = mapped_column(String(MAX_PLAN), default="")
    body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id", ondelete="SET NULL"), index=True)

    body: Mapped[Body | None] = relationship()


class CohortDay(Model):
    """One day of a cohort."""

    __tablename__ = "cohort_day"

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"), primary_key=True)
    on: Mapped[date] = mapped_column("held_on", primary_key=True)
    begins: Mapped[time | None]
    ends: Mapped[time | None]
    plan: Mapped[str] = mapped_column(String(MAX_PLAN), default="")
    plan_en: Mapped[str] = mapped_column(String(MAX_PLAN), default="")


class CohortFigure(Model):
    """One recorded number; no row means that nobody recorded it."""

    __tablename__ = "cohort_figure"
    __table_args__ = (CheckConstraint("number >= 0", name="number"),)

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"), primary_key=True)
    figure: Mapped[Figure] = mapped_column(enum_column(Figure), primary_key=True)
    number: Mapped[int]
