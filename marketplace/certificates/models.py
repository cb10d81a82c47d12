"""How certificates, their scans and the decisions about them are kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    func,
    select,
    text,
)
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from marketplace.artisans.models import Artisan
from marketplace.artisans.rules import Technique
from marketplace.bodies.models import Body, Scheme
from marketplace.certificates.grounds import Ground
from marketplace.certificates.papers import Paper
from marketplace.certificates.rules import Action, Method, ScanSide, Status
from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime, enum_column
from marketplace.decision_log.models import LogEntry


class Certificate(Model):
    """One certificate or training paper as printed, and what officers decided about it.

    `body_id` and `scheme_id` point into the register where an officer has linked them.
    The raw strings are kept exactly as printed, beside a normalised key for searching (formats vary by era and by
    certifying body, so nothing is refused for its looks). `valid_until` is stored, because a printed date may differ
    from issue date plus term. `checked_on` and `method` say when and how the last check was made.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        CheckConstraint(
            "status NOT IN ('verified', 'suspended', 'revoked')"
            " OR (code IS NOT NULL AND decided_by_id IS NOT NULL AND checked_on IS NOT NULL AND method IS NOT NULL"
            " AND issue_date IS NOT NULL AND paper IS NOT NULL"
            " AND (valid_until IS NOT NULL OR paper IN ('lsk', 'lpk')))",
            name="decided_by_somebody",
        ),
        CheckConstraint("scheme_id IS NULL OR body_id IS NOT NULL", name="scheme_of_a_body"),
        CheckConstraint(
            "valid_until IS NULL OR issue_date IS NULL OR valid_until >= issue_date", name="ends_after_start"
        ),
        CheckConstraint("term_months IS NULL OR (term_months BETWEEN 1 AND 120)", name="term"),
        Index(
            "uq_certificate_number_of_body",
            "body_licence_key",
            "certificate_no_key",
            unique=True,
            sqlite_where=text("status IN ('verified', 'suspended', 'revoked')"),
            postgresql_where=text("status IN ('verified', 'suspended', 'revoked')"),
        ),
        Index("ix_certificate_status_submitted_at", "status", "submitted_at"),
    )

    id: Mapped[PrimaryKey]
    code: Mapped[str | None] = mapped_column(String(16), unique=True)
    artisan_id: Mapped[int] = mapped_column(ForeignKey("artisan.id", ondelete="CASCADE"), index=True)
    status: Mapped[Status] = mapped_column(enum_column(Status), default=Status.DRAFT)
    paper: Mapped[Paper | None] = mapped_column(enum_column(Paper))
    body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id", ondelete="RESTRICT"))
    scheme_id: Mapped[int | None] = mapped_column(ForeignKey("scheme.id", ondelete="RESTRICT"))
    holder_name: Mapped[str] = mapped_column(String(120), default="")
    holder_name_folded: Mapped[str] = mapped_column(String(160), default="", index=True)
    certificate_no: Mapped[str] = mapped_column(String(80), default="")
    certificate_no_key: Mapped[str] = mapped_column(String(80), default="", index=True)
    registration_no: Mapped[str] = mapped_column(String(80), default="")
    registration_no_key: Mapped[str] = mapped_column(String(80), default="", index=True)
    blanko_no: Mapped[str] = mapped_column(String(40), default="")
    blanko_no_key: Mapped[str] = mapped_column(String(40), default="", index=True)
    body_name: Mapped[str] = mapped_column(String(160), default="")
    body_licence_no: Mapped[str] = mapped_column(String(40), default="")
    body_licence_key: Mapped[str] = mapped_column(String(40), default="")
    field: Mapped[str] = mapped_column(String(160), default="")
    scheme: Mapped[str] = mapped_column(String(200), default="")
    scheme_en: Mapped[str] = mapped_column(String(200), default="")
    issue_place: Mapped[str] = mapped_column(String(80), default="")
    issue_date: Mapped[date | None]
    term_months: Mapped[int | None]
    valid_until: Mapped[date | None]
    signatory: Mapped[str] = mapped_column(String(120), default="")
    checked_on: Mapped[date | None]
    method: Mapped[Method | None] = mapped_column(enum_column(Method))
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    renews_id: Mapped[int | None] = mapped_column(
        ForeignKey("certificate.id", ondelete="SET NULL"), unique=True
    )
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    artisan: Mapped[Artisan] = relationship()
    body: Mapped[Body | None] = relationship()
    linked_scheme: Mapped[Scheme | None] = relationship()
    units: Mapped[list[Unit]] = relationship(
        back_populates="certificate", cascade="all, delete-orphan", order_by="Unit.position"
    )
    scans: Mapped[list[Scan]] = relationship(
        back_populates="certificate", cascade="all, delete-orphan", order_by="Scan.id"
    )
    decisions: Mapped[list[Decision]] = relationship(
        back_populates="certificate", cascade="all, delete-orphan", order_by="Decision.id"
    )

    rekeyings: Mapped[list[Rekeying]] = relationship(
        back_populates="certificate", cascade="all, delete-orphan", order_by="Rekeying.id"
    )

    log_seq: Mapped[int | None] = column_property(
        select(func.max(LogEntry.seq))
        .where(LogEntry.record == code)
        .correlate_except(LogEntry)
        .scalar_subquery(),
        deferred=True,
    )
    """Number of the latest entry about this record in the decision log; asked for by the page that shows it."""

    __mapper_args__ = {"version_id_col": version}

    @property
    def account_id(self) -> int:
        """The owner, as the policy asks for it."""
        return self.artisan.account_id

    @property
    def kept_scans(self) -> list[Scan]:
        """The scans that still have their files."""
        return [scan for scan in self.scans if scan.forgotten_at is None]

    @property
    def lacks_forgotten_scan(self) -> bool:
        """Whether there was a scan of the front once, and only its trace is left."""
        sides = {scan.side for scan in self.kept_scans}
        return any(scan.side is ScanSide.FRONT and scan.side not in sides for scan in self.scans)


class Unit(Model):
    """One unit of competence on the back of the certificate. The code may be missing; nothing is invented for it.

    Its techniques were set by an officer. A unit with a day of withdrawal is out of the certificate's scope; the
    decisions tell of a day that was taken back.
    """

    __tablename__ = "unit"
    __table_args__ = (UniqueConstraint("certificate_id", "position"),)

    id: Mapped[PrimaryKey]
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id", ondelete="CASCADE"))
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(40), default="", index=True)
    title: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(200), default="")
    withdrawn_on: Mapped[date | None]

    certificate: Mapped[Certificate] = relationship(back_populates="units")
    covered: Mapped[list[UnitTechnique]] = relationship(
        cascade="all, delete-orphan", order_by="UnitTechnique.technique"
    )

    @property
    def techniques(self) -> frozenset[Technique]:
        """The techniques this unit covers, as far as an officer has said so."""
        return frozenset(row.technique for row in self.covered)


class UnitTechnique(Model):
    """One technique a unit covers; its own table, so that the shop's filter can ask for it."""

    __tablename__ = "unit_technique"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"), primary_key=True)
    technique: Mapped[Technique] = mapped_column(enum_column(Technique), primary_key=True)


class Scan(Model):
    """A picture or PDF of one side of the paper, private. `pages` are the viewing copies made in the limited child.

    Once forgotten, only side and digest are left, by which the same paper is still noticed when it comes again.
    """

    __tablename__ = "scan"
    __table_args__ = (
        CheckConstraint("(forgotten_at IS NULL) = (original_key IS NOT NULL)", name="kept_or_forgotten"),
    )

    id: Mapped[PrimaryKey]
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id", ondelete="CASCADE"), index=True)
    side: Mapped[ScanSide] = mapped_column(enum_column(ScanSide))
    original_key: Mapped[str | None] = mapped_column(String(160))
    digest: Mapped[str] = mapped_column(String(64), index=True)
    bytes: Mapped[int]
    pages: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    failure: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    forgotten_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    certificate: Mapped[Certificate] = relationship(back_populates="scans")
    marks: Mapped[list[ScanMark]] = relationship(cascade="all, delete-orphan", passive_deletes=True)
    bands: Mapped[list[ScanBand]] = relationship(cascade="all, delete-orphan", passive_deletes=True)

    @property
    def account_id(self) -> int:
        """The owner, as the policy asks for it."""
        return self.certificate.account_id


class ScanMark(Model):
    """What a front looks like, in 1024 bits (256 hex digits), turned by 0 to 3 quarters. Kept when the file goes.

    Nothing can be read from it: it says of 32 x 32 cells which have more ink than their neighbour.
    """

    __tablename__ = "scan_mark"
    __table_args__ = (CheckConstraint("turn BETWEEN 0 AND 3", name="quarter_turns"),)

    scan_id: Mapped[int] = mapped_column(ForeignKey("scan.id", ondelete="CASCADE"), primary_key=True)
    turn: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(String(256))


class ScanBand(Model):
    """One band of the mark of a front as it lies (`kit/bands`): what likeness is looked up by."""

    __tablename__ = "scan_band"

    scan_id: Mapped[int] = mapped_column(ForeignKey("scan.id", ondelete="CASCADE"), primary_key=True)
    band: Mapped[str] = mapped_column(String(20), primary_key=True, index=True)


class Decision(Model):
    """One move in a certificate's life: who, when, how it was checked, and why. Never changed afterwards."""

    __tablename__ = "decision"

    id: Mapped[PrimaryKey]
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id", ondelete="CASCADE"), index=True)
    action: Mapped[Action] = mapped_column(enum_column(Action))
    before: Mapped[Status] = mapped_column(enum_column(Status, "before"))
    after: Mapped[Status] = mapped_column(enum_column(Status, "after"))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    actor_name: Mapped[str] = mapped_column(String(120))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    method: Mapped[Method | None] = mapped_column(enum_column(Method))
    reason: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    fields: Mapped[list[str]] = mapped_column(JSON, default=list)
    ground: Mapped[Ground | None] = mapped_column(enum_column(Ground))

    certificate: Mapped[Certificate] = relationship(back_populates="decisions")


class Rekeying(Model):
    """What an officer read from the photo without seeing the claim; one per submission, named by its moment.

    `last_day` is what follows from the printed day or term. `blind` is false where that officer had opened the claim
    before.
    """

    __tablename__ = "rekeying"
    __table_args__ = (UniqueConstraint("certificate_id", "submitted_at"),)

    id: Mapped[PrimaryKey]
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id", ondelete="CASCADE"))
    submitted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    certificate_no: Mapped[str] = mapped_column(String(80))
    holder_name: Mapped[str] = mapped_column(String(120))
    issue_date: Mapped[date]
    last_day: Mapped[date | None]
    blind: Mapped[bool]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    actor_name: Mapped[str] = mapped_column(String(120))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)

    certificate: Mapped[Certificate] = relationship(back_populates="rekeyings")
