"""How helpers, what they did, and whose studio a sign-in works in are kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.access.tasks import Task, whole
from marketplace.accounts.models import Account
from marketplace.artisans.models import Artisan
from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime, enum_column
from marketplace.helping.rules import MAX_REF, MAX_TITLE, Deed

_CONTACT = (
    "CASE WHEN accepted_at IS NULL AND ended_at IS NULL THEN (email IS NULL) <> (phone IS NULL) "
    "ELSE email IS NULL AND phone IS NULL END"
)


class Helper(Model):
    """One person invited into one studio, and what came of it.

    The contact is kept while the invitation waits, and no longer.

    The link is kept as a digest until it is taken up, and is good for the address or number it was made for alone.
    `name` is that of the account at that moment: deeds outlive the account.
    """

    __tablename__ = "helper"
    __table_args__ = (
        CheckConstraint(_CONTACT, name="contact_while_invited"),
        CheckConstraint("account_id IS NULL OR accepted_at IS NOT NULL", name="accepted_by_somebody"),
        CheckConstraint("digest IS NULL OR accepted_at IS NULL", name="link_used_once"),
        Index(
            "uq_helper_standing",
            "artisan_id",
            "account_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_helper_account_id", "account_id"),
    )

    id: Mapped[PrimaryKey]
    artisan_id: Mapped[int] = mapped_column(ForeignKey("artisan.id", ondelete="CASCADE"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    name: Mapped[str] = mapped_column(String(120), default="")
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(String(16))
    digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    tasks: Mapped[list[str]] = mapped_column(JSON)
    invited_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    artisan: Mapped[Artisan] = relationship()
    account: Mapped[Account | None] = relationship()

    @property
    def may(self) -> list[Task]:
        """What she lets them do; a word nobody knows any more opens nothing."""
        return whole([Task(task) for task in self.tasks if task in set(Task)])

    @property
    def contact(self) -> str:
        return self.email or self.phone or ""


class HelperDeed(Model):
    """What a helper did to one thing, as it was called then; the same within an hour is one row, at its last moment."""

    __tablename__ = "helper_deed"
    __table_args__ = (Index("ix_helper_deed_helper_id_at", "helper_id", "at"),)

    id: Mapped[PrimaryKey]
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id", ondelete="CASCADE"))
    deed: Mapped[Deed] = mapped_column(enum_column(Deed))
    ref: Mapped[str] = mapped_column(String(MAX_REF))
    title: Mapped[str] = mapped_column(String(MAX_TITLE))
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    helper: Mapped[Helper] = relationship()


class ActingSession(Model):
    """In whose studio one sign-in works now. It goes with the sign-in."""

    __tablename__ = "acting_session"

    sign_in_id: Mapped[int] = mapped_column(ForeignKey("sign_in.id", ondelete="CASCADE"), primary_key=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id", ondelete="CASCADE"), index=True)
