"""How artisans and the places they work in are kept."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint, cast, func, select
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from marketplace.accounts.models import Account
from marketplace.artisans.rules import FormOfAddress, Pace
from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime, enum_column
from marketplace.pictures.models import HELD_SINCE, Captioned, Picture


class Place(Model):
    """A province, regency or city, district or village by its Kemendagri code (not the look-alike BPS code)."""

    __tablename__ = "place"

    code: Mapped[str] = mapped_column(String(13), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    level: Mapped[int]
    parent_code: Mapped[str | None] = mapped_column(ForeignKey("place.code"), index=True)

    parent: Mapped[Place | None] = relationship(remote_side="Place.code")


class ReplyHours(Model):
    """From when until when an artisan answers on one weekday (0 is Monday); a day without a row is closed.

    Without any row nothing was recorded. `closes` that is not later than `opens` is on the next morning.
    """

    __tablename__ = "reply_hours"
    __table_args__ = (
        UniqueConstraint("artisan_id", "weekday"),
        CheckConstraint("weekday >= 0 AND weekday <= 6", name="weekday"),
    )

    id: Mapped[PrimaryKey]
    artisan_id: Mapped[int] = mapped_column(ForeignKey("artisan.id", ondelete="CASCADE"))
    weekday: Mapped[int]
    opens: Mapped[time]
    closes: Mapped[time]


class Artisan(Model):
    """The maker as buyers meet her. Lists hold enum values; times and days are local to the installation.

    She is away from the first day of `paused_from` (since ever, where that is not said) until `paused_until`, the day
    she is back; both may lie ahead. `paused_at`: when she named the break, or came back from it early.
    `weekly_capacity`: how many bags she can make in a week, where she said it. `markets`: the levels she serves with
    the ways to each (`markets.read`), none where she said nothing. `reply_pace` is measured, never said:
    `inquiries/pace` writes it once a day.
    """

    __tablename__ = "artisan"
    __table_args__ = (
        CheckConstraint("weekly_capacity IS NULL OR weekly_capacity > 0", name="weekly_capacity"),
    )

    id: Mapped[PrimaryKey] = mapped_column()
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), unique=True)
    slug: Mapped[str] = mapped_column(String(90), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    name_folded: Mapped[str] = mapped_column(String(160), index=True)
    form_of_address: Mapped[FormOfAddress] = mapped_column(
        enum_column(FormOfAddress), default=FormOfAddress.NONE
    )
    story: Mapped[str] = mapped_column(Text, default="")
    portrait_id: Mapped[int | None] = mapped_column(ForeignKey("picture.id", ondelete="SET NULL"), index=True)
    place_code: Mapped[str | None] = mapped_column(ForeignKey("place.code"), index=True)
    techniques: Mapped[list[str]] = mapped_column(JSON, default=list)
    affiliations: Mapped[list[str]] = mapped_column(JSON, default=list)
    affiliation_note: Mapped[str] = mapped_column(String(120), default="")
    whatsapp: Mapped[str | None] = mapped_column(String(16))
    whatsapp_public: Mapped[bool] = mapped_column(default=False)
    instagram: Mapped[str] = mapped_column(String(30), default="", index=True)
    paused_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    paused_from: Mapped[date | None]
    paused_until: Mapped[date | None]
    weekly_capacity: Mapped[int | None]
    markets: Mapped[dict[str, list[str]] | None] = mapped_column(JSON(none_as_null=True))
    reply_pace: Mapped[Pace | None] = mapped_column(enum_column(Pace))
    visible: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    account: Mapped[Account] = relationship()
    portrait: Mapped[Picture | None] = relationship()
    place: Mapped[Place | None] = relationship()
    workplace_photos: Mapped[list[WorkplacePhoto]] = relationship(
        cascade="all, delete-orphan", order_by="[WorkplacePhoto.position, WorkplacePhoto.id]"
    )
    deleted_workplace_photos: Mapped[list[DeletedWorkplacePhoto]] = relationship(cascade="all, delete-orphan")
    reply_hours: Mapped[list[ReplyHours]] = relationship(
        cascade="all, delete-orphan", order_by="ReplyHours.weekday"
    )

    hours_text: Mapped[str | None] = column_property(
        select(
            func.aggregate_strings(
                cast(ReplyHours.weekday, String)
                + " "
                + cast(ReplyHours.opens, String)
                + " "
                + cast(ReplyHours.closes, String),
                ",",
            )
        )
        .where(ReplyHours.artisan_id == id)
        .scalar_subquery(),
        deferred=True,
    )
    """All of `reply_hours` as one text (`hours.week_of` reads it), so that a page takes them along with the artisan."""

    __mapper_args__ = {"version_id_col": version}

    @property
    def artisan_id(self) -> int:
        """The artisan, under the name every other thing of hers uses."""
        return self.id


class WorkplacePhoto(Captioned, Model):
    """A photo of where or how an artisan works."""

    __tablename__ = "workplace_photo"
    __table_args__ = (UniqueConstraint("artisan_id", "picture_id"),)

    artisan_id: Mapped[int] = mapped_column(ForeignKey("artisan.id", ondelete="CASCADE"), index=True)

    picture: Mapped[Picture] = relationship()


class DeletedWorkplacePhoto(Captioned, Model):
    """One that was deleted: it can be put back until the sweep takes it, a day later."""

    __tablename__ = "deleted_workplace_photo"
    __table_args__ = (UniqueConstraint("artisan_id", "picture_id"), {"info": {HELD_SINCE: "deleted_at"}})

    artisan_id: Mapped[int] = mapped_column(ForeignKey("artisan.id", ondelete="CASCADE"), index=True)
    deleted_at: Mapped[datetime] = mapped_column(UtcDateTime)

    picture: Mapped[Picture] = relationship()
