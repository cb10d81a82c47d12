"""How lists of results, their rows and wrong answers are kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Account
from marketplace.certificates.models import Certificate
from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime, enum_column
from marketplace.rosters.rules import MOST_TRIES, Fact, Result, State


class Roster(Model):
    """One list as an officer brought it. The file is not kept: its SHA-256 and the number of its rows are.

    `cleaned` holds the rows of a draft, personal columns already dropped, until it is imported or forgotten. `salt`
    goes into the hashes of its facts. Body and event are kept as they were typed.
    """

    __tablename__ = "roster"
    __table_args__ = (
        CheckConstraint(
            "state = 'draft' OR (imported_at IS NOT NULL AND imported_by_id IS NOT NULL AND imported_on IS NOT NULL"
            " AND cleaned IS NULL)",
            name="imported_by_somebody",
        ),
        Index("ix_roster_state_created_at", "state", "created_at"),
    )

    id: Mapped[PrimaryKey]
    state: Mapped[State] = mapped_column(enum_column(State, "roster_state"), default=State.DRAFT)
    event: Mapped[str] = mapped_column(String(160))
    body_name: Mapped[str] = mapped_column(String(160))
    body_licence_no: Mapped[str] = mapped_column(String(40), default="")
    body_licence_key: Mapped[str] = mapped_column(String(40), default="")
    scheme: Mapped[str] = mapped_column(String(200), default="")
    issue_date: Mapped[date | None]
    term_months: Mapped[int | None]
    units: Mapped[list[str]] = mapped_column(JSON, default=list)
    digest: Mapped[str] = mapped_column(String(64), index=True)
    row_count: Mapped[int]
    salt: Mapped[str] = mapped_column(String(32))
    cleaned: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    plan: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    imported_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    imported_on: Mapped[date | None]
    imported_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    imported_by: Mapped[Account | None] = relationship(foreign_keys=[imported_by_id])
    rows: Mapped[list[RosterRow]] = relationship(
        back_populates="roster", cascade="all, delete-orphan", order_by="RosterRow.number"
    )

    __mapper_args__ = {"version_id_col": version}


class RosterRow(Model):
    """One person on a list. A row is claimed once; of those not yet competent only name and scheme are kept."""

    __tablename__ = "roster_row"
    __table_args__ = (
        CheckConstraint(
            "result <> 'competent'"
            " OR (certificate_no_key <> '' AND issue_date IS NOT NULL AND valid_until IS NOT NULL)",
            name="competent_is_complete",
        ),
        CheckConstraint(
            "result = 'competent' OR (certificate_no = '' AND certificate_no_key = '' AND fact_hash = ''"
            " AND certificate_id IS NULL)",
            name="not_yet_is_bare",
        ),
        CheckConstraint(f"tries BETWEEN 0 AND {MOST_TRIES}", name="tries"),
        Index(
            "uq_roster_row_number_of_body",
            "body_licence_key",
            "certificate_no_key",
            unique=True,
            sqlite_where=text("result = 'competent'"),
            postgresql_where=text("result = 'competent'"),
        ),
        Index("ix_roster_row_roster_id_number", "roster_id", "number"),
    )

    id: Mapped[PrimaryKey]
    roster_id: Mapped[int] = mapped_column(ForeignKey("roster.id", ondelete="CASCADE"))
    number: Mapped[int]
    result: Mapped[Result] = mapped_column(enum_column(Result, "roster_result"))
    holder_name: Mapped[str] = mapped_column(String(120))
    holder_name_folded: Mapped[str] = mapped_column(String(160), index=True)
    certificate_no: Mapped[str] = mapped_column(String(80), default="")
    certificate_no_key: Mapped[str] = mapped_column(String(80), default="", index=True)
    registration_no: Mapped[str] = mapped_column(String(80), default="")
    blanko_no: Mapped[str] = mapped_column(String(40), default="")
    body_licence_key: Mapped[str] = mapped_column(String(40), default="")
    scheme: Mapped[str] = mapped_column(String(200), default="")
    issue_date: Mapped[date | None]
    term_months: Mapped[int | None]
    valid_until: Mapped[date | None]
    village: Mapped[str] = mapped_column(String(80), default="")
    units: Mapped[list[str]] = mapped_column(JSON, default=list)
    fact: Mapped[Fact | None] = mapped_column(enum_column(Fact, "roster_fact"))
    fact_hash: Mapped[str] = mapped_column(String(64), default="")
    tries: Mapped[int] = mapped_column(default=0)
    claimed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    certificate_id: Mapped[int | None] = mapped_column(
        ForeignKey("certificate.id", ondelete="SET NULL"), unique=True
    )

    roster: Mapped[Roster] = relationship(back_populates="rows")
    certificate: Mapped[Certificate | None] = relationship()

    @property
    def locked(self) -> bool:
        """Whether so many wrong answers were given that only an officer can open it again."""
        return self.tries >= MOST_TRIES and self.claimed_at is None


class ClaimTries(Model):
    """How many wrong answers an account has given since an officer last released it."""

    __tablename__ = "claim_tries"
    __table_args__ = (CheckConstraint(f"tries BETWEEN 0 AND {MOST_TRIES}", name="tries"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    tries: Mapped[int] = mapped_column(default=0)

    account: Mapped[Account] = relationship()
