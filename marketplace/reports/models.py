"""How reports are kept, and what came with them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.artisans.models import Artisan
from marketplace.certificates.models import Certificate
from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime, enum_column
from marketplace.listings.models import Listing
from marketplace.reports.rules import Outcome, Reason, State, Subject


class Report(Model):
    """One doubt about one record or bag. `summary` is the officer's, for the artisan; `sentence` is for everybody.

    `body`, `name` and `email` are the reporter's: officers read them, the artisan and the public never do.
    """

    __tablename__ = "report"
    __table_args__ = (
        CheckConstraint("(certificate_id IS NULL) <> (listing_id IS NULL)", name="about_one_thing"),
        CheckConstraint("(forwarded_at IS NULL) = (reply_until IS NULL)", name="forwarded"),
        CheckConstraint(
            "(state = 'closed') = (outcome IS NOT NULL) AND (outcome IS NULL) = (closed_at IS NULL)",
            name="closed_with_outcome",
        ),
        Index("ix_report_certificate_id_closed_at", "certificate_id", "closed_at"),
        Index("ix_report_listing_id_closed_at", "listing_id", "closed_at"),
        Index("ix_report_state_received_at", "state", "received_at"),
    )

    id: Mapped[PrimaryKey]
    receipt: Mapped[str] = mapped_column(String(10), unique=True)
    certificate_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id", ondelete="CASCADE"))
    listing_id: Mapped[int | None] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"))
    reason: Mapped[Reason] = mapped_column(enum_column(Reason))
    body: Mapped[str] = mapped_column(Text)
    name: Mapped[str | None] = mapped_column(String(120))
    email: Mapped[str | None] = mapped_column(String(254))
    sender_key: Mapped[str] = mapped_column(String(64), default="")
    locale: Mapped[str] = mapped_column(String(2), default="id")
    state: Mapped[State] = mapped_column(enum_column(State), default=State.RECEIVED)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    summary: Mapped[str] = mapped_column(Text, default="")
    forwarded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reply_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reply: Mapped[str] = mapped_column(Text, default="")
    replied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[Outcome | None] = mapped_column(enum_column(Outcome))
    sentence: Mapped[str] = mapped_column(Text, default="")
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    closed_by_name: Mapped[str] = mapped_column(String(120), default="")
    version: Mapped[int] = mapped_column(default=1)

    certificate: Mapped[Certificate | None] = relationship()
    listing: Mapped[Listing | None] = relationship()
    evidence: Mapped[Evidence | None] = relationship(back_populates="report", cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}

    @property
    def account_id(self) -> int:
        """Whose record or bag it is about, as the policy asks for it."""
        return self.artisan.account_id

    @property
    def about(self) -> Certificate | Listing:
        """The record or the bag itself."""
        found = self.certificate or self.listing
        assert found is not None
        return found

    @property
    def subject(self) -> Subject:
        """Which of the two it is."""
        return Subject.BAG if self.certificate is None else Subject.RECORD

    @property
    def artisan(self) -> Artisan:
        """Who may reply."""
        return self.about.artisan

    @property
    def code(self) -> str:
        """The public code of the record or the bag."""
        return self.about.code or ""

    @property
    def way(self) -> State:
        """How far it came before it was closed, or is now."""
        if self.state is not State.CLOSED:
            return self.state
        if self.replied_at is not None:
            return State.REPLIED
        return State.WITH_ARTISAN if self.forwarded_at is not None else State.RECEIVED


class Evidence(Model):
    """A picture or PDF that came with a report, private. Once forgotten, only its digest is left."""

    __tablename__ = "report_evidence"
    __table_args__ = (
        CheckConstraint("(forgotten_at IS NULL) = (original_key IS NOT NULL)", name="kept_or_forgotten"),
    )

    report_id: Mapped[int] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"), primary_key=True)
    original_key: Mapped[str | None] = mapped_column(String(160))
    digest: Mapped[str] = mapped_column(String(64))
    bytes: Mapped[int]
    pages: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    failure: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    forgotten_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    report: Mapped[Report] = relationship(back_populates="evidence")

    @property
    def keys(self) -> list[str]:
        """Every file there is of it."""
        return [self.original_key, *(str(page["key"]) for page in self.pages)] if self.original_key else []
