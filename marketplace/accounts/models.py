"""How people, their sign-ins and their consents are kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.access.roles import Role
from marketplace.accounts.rules import ConsentPurpose, TokenPurpose
from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime, enum_column


class Account(Model):
    """A person. Reached by e-mail or by an Indonesian mobile number, at least one of the two.

    `body_id` is the one certifying body somebody of role LSP speaks for; nobody else has one.
    """

    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint("email IS NOT NULL OR phone IS NOT NULL", name="reachable"),
        CheckConstraint("(role = 'lsp') = (body_id IS NOT NULL)", name="body_of_lsp"),
    )

    id: Mapped[PrimaryKey]
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    phone: Mapped[str | None] = mapped_column(String(16), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    role: Mapped[Role] = mapped_column(enum_column(Role))
    body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id", ondelete="RESTRICT"))
    locale: Mapped[str] = mapped_column(String(2), default="id")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    totp_secret: Mapped[str | None] = mapped_column(String(64))
    totp_confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    totp_last_step: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)

    sign_ins: Mapped[list[SignIn]] = relationship(back_populates="account", cascade="all, delete-orphan")
    consents: Mapped[list[Consent]] = relationship(back_populates="account", cascade="all, delete-orphan")
    recovery_codes: Mapped[list[RecoveryCode]] = relationship(cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}

    @property
    def account_id(self) -> int:
        """The owner, as the policy asks for it: a person owns their own account."""
        return self.id


class SignIn(Model):
    """One browser in which somebody is signed in. Only a digest of its token is kept."""

    __tablename__ = "sign_in"

    id: Mapped[PrimaryKey]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    second_factor_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    device: Mapped[str] = mapped_column(String(120), default="")

    account: Mapped[Account] = relationship(back_populates="sign_ins")


class Consent(Model):
    """A person's yes to one purpose, with the text they read; taken back, it stays on record."""

    __tablename__ = "consent"
    __table_args__ = (
        Index(
            "uq_consent_standing",
            "account_id",
            "purpose",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[PrimaryKey]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    purpose: Mapped[ConsentPurpose] = mapped_column(enum_column(ConsentPurpose))
    text_version: Mapped[str] = mapped_column(String(20))
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    account: Mapped[Account] = relationship(back_populates="consents")


class Token(Model):
    """A single-use secret sent or handed to one person for one purpose. Only its digest is kept."""

    __tablename__ = "token"

    id: Mapped[PrimaryKey]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[TokenPurpose] = mapped_column(enum_column(TokenPurpose))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    email: Mapped[str | None] = mapped_column(String(254))
    role: Mapped[Role | None] = mapped_column(enum_column(Role))
    body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id", ondelete="RESTRICT"))

    account: Mapped[Account | None] = relationship(foreign_keys=[account_id])


class SignUp(Model):
    """Somebody who gave an e-mail address and has not proved yet that it is theirs. No account before that.

    `digest` is set once the letter is written; asking again replaces what was asked before.
    """

    __tablename__ = "sign_up"

    id: Mapped[PrimaryKey]
    email: Mapped[str] = mapped_column(String(254), index=True)
    name: Mapped[str] = mapped_column(String(120))
    password_hash: Mapped[str] = mapped_column(String(200))
    role: Mapped[Role] = mapped_column(enum_column(Role))
    locale: Mapped[str] = mapped_column(String(2))
    consents: Mapped[list[str]] = mapped_column(JSON)
    digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RecoveryCode(Model):
    """One of the codes that replace a lost second factor; works once."""

    __tablename__ = "recovery_code"

    id: Mapped[PrimaryKey]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    digest: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Attempt(Model):
    """One try at something that is limited per account, kept so that limits hold across processes."""

    __tablename__ = "attempt"
    __table_args__ = (Index("ix_attempt_key_at", "key", "at"),)

    id: Mapped[PrimaryKey]
    key: Mapped[str] = mapped_column(String(96))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
