"""Whether somebody is who they say: identifier and password, compared in the same time for everybody."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from marketplace.access.roles import Role
from marketplace.accounts import hashing
from marketplace.accounts.models import Account
from marketplace.accounts.rules import Identifier
from marketplace.database.session import reading
from marketplace.kit.tokens import digest


@dataclass(frozen=True, slots=True)
class Known:
    """A person whose password was right. `stamp` changes with the password; `fresh_hash` replaces an old-style hash."""

    id: int
    role: Role
    stamp: str
    asks_second_factor: bool
    fresh_hash: str | None = None


def check(identifier: Identifier, password: str) -> Known | None:
    """Return whose password this is, or None: unknown, disabled and wrong look alike and cost one comparison each."""
    column = Account.email if identifier.email else Account.phone
    query = select(
        Account.id, Account.role, Account.password_hash, Account.disabled_at, Account.totp_confirmed_at
    ).where(column == identifier.text)
    with reading() as own:
        row = own.execute(query).one_or_none()
    right = hashing.matches(row.password_hash if row else None, password)
    if row is None or not right or row.disabled_at is not None:
        return None
    fresh = hashing.hash_password(password) if hashing.is_outdated(row.password_hash) else None
    kept = fresh or row.password_hash
    return Known(row.id, row.role, stamp(kept), row.totp_confirmed_at is not None, fresh)


def is_password_of(account_id: int, password: str) -> bool:
    """Whether a signed-in person typed their own password."""
    with reading() as own:
        kept = own.scalars(select(Account.password_hash).where(Account.id == account_id)).one_or_none()
    return hashing.matches(kept, password)


def stamp(password_hash: str) -> str:
    """Return a short sign of a password hash, fit to be shown: it changes when the password does."""
    return digest(password_hash)[:16]
