"""How registrations are kept."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Table, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.artisans.models import Place
from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime, enum_column
from marketplace.database.private_links import PrivateLink
from marketplace.decision_log.triggers import guard
from marketplace.programmes.models import Cohort
from marketplace.registrations.rules import (
    MAX_NAME,
    MAX_NOTE,
    MAX_REASON,
    RECEIPT_LENGTH,
    Background,
    Experience,
    MarkedBy,
    Presence,
    State,
)


class Registration(Model):
    """One person's wish to take part in a cohort. `number` counts within it and never falls; so does `queued_at`.

    `receipt` is what she names on the telephone and opens nothing. `name_folded` is what spellings of a name have in
    common. Of each consent the moment it was given; NULL says no. `place_code` is NULL for who lives elsewhere.
    `typed_by_id`: the officer who typed it for her. Once `forgotten_at` is set, nothing says who it was.
    """

    __tablename__ = "registration"
    __table_args__ = (
        UniqueConstraint("cohort_id", "number"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("(state = 'offered') = (offered_until IS NOT NULL)", name="offered_until_some_time"),
        CheckConstraint(
            "(state IN ('lapsed', 'cancelled')) = (ended_at IS NOT NULL)", name="ended_some_time"
        ),
        CheckConstraint(
            "forgotten_at IS NOT NULL OR (name <> '' AND consent_data_at IS NOT NULL)", name="agreed"
        ),
        CheckConstraint(
            "forgotten_at IS NOT NULL OR email IS NOT NULL OR phone IS NOT NULL", name="reachable"
        ),
        CheckConstraint(
            "forgotten_at IS NULL OR (name = '' AND name_folded = '' AND note = ''"
            " AND email IS NULL AND phone IS NULL)",
            name="forgotten",
        ),
        Index("ix_registration_cohort_id_state", "cohort_id", "state", "number"),
        Index("ix_registration_cohort_id_name_folded", "cohort_id", "name_folded"),
        Index("ix_registration_state_offered_until", "state", "offered_until"),
    )

    id: Mapped[PrimaryKey]
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="RESTRICT"))
    receipt: Mapped[str] = mapped_column(String(RECEIPT_LENGTH), unique=True)
    number: Mapped[int]
    queued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[State] = mapped_column(enum_column(State, "registration_state"))
    offered_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(String(MAX_REASON), default="")
    name: Mapped[str] = mapped_column(String(MAX_NAME))
    name_folded: Mapped[str] = mapped_column(String(MAX_NAME))
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(String(16))
    background: Mapped[Background] = mapped_column(enum_column(Background, "registration_background"))
    place_code: Mapped[str | None] = mapped_column(ForeignKey("place.code"), index=True)
    experience: Mapped[Experience] = mapped_column(enum_column(Experience, "registration_experience"))
    note: Mapped[str] = mapped_column(String(MAX_NOTE), default="")
    consent_data_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    consent_partners_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    consent_photos_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    consent_later_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    locale: Mapped[str] = mapped_column(String(2), default="id")
    typed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    forgotten_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    cohort: Mapped[Cohort] = relationship()
    place: Mapped[Place | None] = relationship()
    links: Mapped[list[RegistrationLink]] = relationship(
        cascade="all, delete-orphan", order_by="RegistrationLink.id"
    )

    __mapper_args__ = {"version_id_col": version}


class Attendance(Model):
    """Somebody was there on a day, or was not. Append-only: the newest row of a day counts, the others tell its story.

    `marked_by_id` is the officer, and has no foreign key on purpose: the row outlives the account.
    """

    __tablename__ = "attendance"
    __table_args__ = (
        CheckConstraint("(marked_by = 'list') = (marked_by_id IS NOT NULL)", name="marked_by_somebody"),
        Index("ix_attendance_registration_id_held_on", "registration_id", "held_on", "id"),
    )

    id: Mapped[PrimaryKey]
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id", ondelete="RESTRICT"))
    on: Mapped[date] = mapped_column("held_on")
    presence: Mapped[Presence] = mapped_column(enum_column(Presence, "attendance_presence"))
    marked_by: Mapped[MarkedBy] = mapped_column(enum_column(MarkedBy, "attendance_marked_by"))
    marked_by_id: Mapped[int | None]
    marked_at: Mapped[datetime] = mapped_column(UtcDateTime)


assert isinstance(Attendance.__table__, Table)
event.listen(Attendance.__table__, "after_create", guard)


class RegistrationLink(PrivateLink, Model):
    """A private link somebody was given, as the digest of its token alone."""

    __tablename__ = "registration_link"

    id: Mapped[PrimaryKey]
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), index=True
    )
