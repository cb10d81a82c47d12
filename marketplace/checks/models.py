"""How checks, their evidence and the counts of readers are kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Table, Text, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.access.roles import Role
from marketplace.accounts.models import Account
from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import Method
from marketplace.checks.rules import Outcome
from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime, enum_column
from marketplace.decision_log.triggers import guard


class VerificationEvent(Model):
    """One look at a source. Never changed, never deleted: triggers refuse it on both databases.

    `checked_on` is the local day of the look, `made_at` the moment it was written down. `actor_role` is the role at
    that moment. `note` is for officers. Of the evidence the row keeps the SHA-256; the file may go, this stays.
    """

    __tablename__ = "verification_event"
    __table_args__ = (
        CheckConstraint(
            "method NOT IN ('city_list', 'physical_document') OR outcome <> 'source_unavailable'",
            name="source_at_hand",
        ),
        CheckConstraint("method <> 'physical_document' OR outcome <> 'not_found'", name="paper_is_there"),
        CheckConstraint("outcome <> 'mismatch' OR note <> ''", name="mismatch_is_told"),
        Index("ix_verification_event_certificate_id_checked_on", "certificate_id", "checked_on"),
    )

    id: Mapped[PrimaryKey]
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id", ondelete="RESTRICT"))
    method: Mapped[Method] = mapped_column(enum_column(Method))
    outcome: Mapped[Outcome] = mapped_column(enum_column(Outcome))
    checked_on: Mapped[date]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    actor_role: Mapped[Role] = mapped_column(enum_column(Role, "actor_role"))
    note: Mapped[str] = mapped_column(Text, default="")
    evidence_digest: Mapped[str | None] = mapped_column(String(64))

    certificate: Mapped[Certificate] = relationship()
    actor: Mapped[Account | None] = relationship()
    evidence: Mapped[EvidenceFile | None] = relationship(back_populates="event")


class EvidenceFile(Model):
    """Where the evidence of an event lies in the private storage, and the pages made of it to look at."""

    __tablename__ = "evidence_file"

    id: Mapped[PrimaryKey]
    event_id: Mapped[int] = mapped_column(
        ForeignKey("verification_event.id", ondelete="RESTRICT"), unique=True
    )
    original_key: Mapped[str] = mapped_column(String(160), unique=True)
    bytes: Mapped[int]
    pages: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    failure: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    event: Mapped[VerificationEvent] = relationship(back_populates="evidence")


class RecordVisits(Model):
    """How often a record's page was handed out on one local day. A number and nothing about whom."""

    __tablename__ = "record_visits"
    __table_args__ = (CheckConstraint("visits > 0", name="visits"), Index("ix_record_visits_day", "day"))

    certificate_id: Mapped[int] = mapped_column(
        ForeignKey("certificate.id", ondelete="CASCADE"), primary_key=True
    )
    day: Mapped[date] = mapped_column(primary_key=True)
    visits: Mapped[int]


assert isinstance(VerificationEvent.__table__, Table)
event.listen(VerificationEvent.__table__, "after_create", guard)
