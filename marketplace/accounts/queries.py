"""Finding people and their sign-ins."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace.access.actors import Actor
from marketplace.access.roles import STAFF
from marketplace.accounts.models import Account, SignIn
from marketplace.database.session import session
from marketplace.kit.tokens import digest


def account(account_id: int) -> Account | None:
    """Return an account by its number."""
    return session.get(Account, account_id)


def by_email(email: str) -> Account | None:
    """Return the account with this normalised e-mail address."""
    return session.scalars(select(Account).where(Account.email == email)).one_or_none()


def by_phone(phone: str) -> Account | None:
    """Return the account with this E.164 number."""
    return session.scalars(select(Account).where(Account.phone == phone)).one_or_none()


def sign_in_of(token: str, at: datetime) -> SignIn | None:
    """Return the living sign-in behind a session token: known, not ended, not expired, its account not disabled."""
    return session.scalars(
        select(SignIn)
        .join(SignIn.account)
        .options(joinedload(SignIn.account))
        .where(SignIn.token_digest == digest(token), SignIn.expires_at > at, Account.disabled_at.is_(None))
    ).one_or_none()


def actor_of(sign_in: SignIn, artisan_id: int | None, *, second_factor_compulsory: bool) -> Actor:
    """Return the person of a sign-in as the rules see them."""
    person = sign_in.account
    complete = sign_in.second_factor_at is not None
    if person.role in STAFF and not complete:
        complete = not second_factor_compulsory and person.totp_confirmed_at is None
    return Actor(
        id=person.id,
        role=person.role,
        name=person.name,
        artisan_id=artisan_id,
        second_factor=complete,
        locale=person.locale,
    )
