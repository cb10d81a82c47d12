"""How opportunities and applications are kept. What nobody recorded is empty: no places, no days, no area."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.artisans.models import Artisan, Place
from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime, enum_column
from marketplace.opportunities.eligibility import Rule
from marketplace.opportunities.rules import MAX_OFFERER, MAX_TITLE, Answer, Kind, State


class Opportunity(Model):
    """One thing to apply for. `slug` stays when the title changes; `deadline` lasts to the end of its local day.

    `rule_units` holds {"key", "title"} of each unit, as the certificates of that day named it. `decided_at`: an outcome
    was given, and nothing moves any more.
    """

    __tablename__ = "opportunity"
    __table_args__ = (
        CheckConstraint("last_on IS NULL OR (first_on IS NOT NULL AND last_on >= first_on)", name="days"),
        CheckConstraint("places IS NULL OR places > 0", name="places"),
        CheckConstraint("state IN ('draft', 'withdrawn') OR published_at IS NOT NULL", name="published"),
        CheckConstraint("decided_at IS NULL OR state = 'closed'", name="decided"),
        Index("ix_opportunity_state_deadline", "state", "deadline", "id"),
    )

    id: Mapped[PrimaryKey]
    slug: Mapped[str] = mapped_column(String(130), unique=True)
    kind: Mapped[Kind] = mapped_column(enum_column(Kind))
    state: Mapped[State] = mapped_column(enum_column(State), default=State.DRAFT)
    title: Mapped[str] = mapped_column(String(MAX_TITLE))
    title_en: Mapped[str] = mapped_column(String(MAX_TITLE), default="")
    description: Mapped[str] = mapped_column(Text, default="")
    description_en: Mapped[str] = mapped_column(Text, default="")
    offered_by: Mapped[str] = mapped_column(String(MAX_OFFERER))
    place_code: Mapped[str | None] = mapped_column(ForeignKey("place.code"), index=True)
    first_on: Mapped[date | None]
    last_on: Mapped[date | None]
    deadline: Mapped[date]
    places: Mapped[int | None]
    rule_units: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    rule_valid: Mapped[bool] = mapped_column(default=False)
    rule_until: Mapped[date | None]
    rule_areas: Mapped[list[str]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    place: Mapped[Place | None] = relationship()
    applications: Mapped[list[Application]] = relationship(
        back_populates="opportunity", order_by="Application.id", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def rule(self) -> Rule:
        """Who may apply."""
        units = tuple(unit["key"] for unit in self.rule_units)
        return Rule(units, self.rule_valid, self.rule_until, tuple(self.rule_areas))


class Application(Model):
    """One artisan's, at most one for each opportunity; sent again, it is the same row with a new snapshot.

    `attached` is her record on `standing_on`, as [{"code", "scheme", "kind", "until", "units"}], the certificate that
    speaks for her first. `with_contact`: she let her number be seen for this one application.
    """

    __tablename__ = "application"
    __table_args__ = (
        UniqueConstraint("opportunity_id", "artisan_id"),
        Index("ix_application_artisan_id", "artisan_id", "id"),
    )

    id: Mapped[PrimaryKey]
    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunity.id", ondelete="RESTRICT"))
    artisan_id: Mapped[int] = mapped_column(ForeignKey("artisan.id", ondelete="CASCADE"))
    answer: Mapped[Answer] = mapped_column(enum_column(Answer), default=Answer.SENT)
    with_contact: Mapped[bool] = mapped_column(default=False)
    attached: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    standing_on: Mapped[date]
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    opportunity: Mapped[Opportunity] = relationship(back_populates="applications")
    artisan: Mapped[Artisan] = relationship()

    @property
    def account_id(self) -> int:
        """Whose it is, as the policy asks for it."""
        return self.artisan.account_id


class Nudge(Model):
    """That an artisan was told of a deadline: once for each opportunity."""

    __tablename__ = "opportunity_nudge"

    opportunity_id: Mapped[int] = mapped_column(
        ForeignKey("opportunity.id", ondelete="CASCADE"), primary_key=True
    )
    artisan_id: Mapped[int] = mapped_column(
        ForeignKey("artisan.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    told_at: Mapped[datetime] = mapped_column(UtcDateTime)
