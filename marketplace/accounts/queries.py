"""Finding people, their sign-ins, and what they were sent."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from marketplace.access.actors import Actor
from marketplace.access.roles import TWO_STEPS
from marketplace.access.tasks import Acting
from marketplace.accounts.models import Account, SignIn, SignUp, Token
from marketplace.accounts.rules import TokenPurpose, read_identifier
from marketplace.database.session import reading, session
from marketplace.kit.emails import fold
from marketplace.kit.errors import NotFound
from marketplace.kit.tokens import digest


def account(account_id: int) -> Account | None:
    """Return an account by its number."""
    return session.get(Account, account_id)


def get(account_id: int) -> Account:
    """Return an account by its number; raises NotFound."""
    found = account(account_id)
    if found is None:
        raise NotFound()
    return found


def by_email(email: str) -> Account | None:
    """Return the account with this normalised e-mail address."""
    return session.scalars(select(Account).where(Account.email == email)).one_or_none()


def by_phone(phone: str) -> Account | None:
    """Return the account with this E.164 number."""
    return session.scalars(select(Account).where(Account.phone == phone)).one_or_none()


def is_reached(account_id: int, mailboxes: Collection[str | None], phone: str | None) -> bool:
    """Whether an account is reached at one of these mailboxes, however they are spelt, or at this number."""
    found = account(account_id)
    if found is None:
        return False
    folded = {fold(address) for address in mailboxes if address}
    return (found.email is not None and fold(found.email) in folded) or (
        found.phone is not None and found.phone == phone
    )


def search(text: str, limit: int = 20) -> Sequence[Account]:
    """Return people by their whole address or number, or by part of their name; nothing for under three letters."""
    query = select(Account).order_by(Account.name, Account.id).limit(limit)
    try:
        wanted = read_identifier(text)
    except ValueError:
        if len(text) < 3:
            return []
        query = query.where(func.lower(Account.name).contains(text.lower(), autoescape=True))
    else:
        query = query.where(Account.email == wanted.email if wanted.email else Account.phone == wanted.phone)
    return session.scalars(query).all()


def staff() -> Sequence[Account]:
    """Return everybody who was invited: officers, admins, and people of certifying bodies."""
    return session.scalars(
        select(Account).where(Account.role.in_(TWO_STEPS)).order_by(Account.name, Account.id)
    ).all()


def sign_in_of(token: str, at: datetime) -> SignIn | None:
    """Return the living sign-in behind a session token: known, not ended, not expired, its account not disabled."""
    return session.scalars(
        select(SignIn)
        .join(SignIn.account)
        .options(joinedload(SignIn.account))
        .where(SignIn.token_digest == digest(token), SignIn.expires_at > at, Account.disabled_at.is_(None))
    ).one_or_none()


def sign_ins_of(account_id: int, at: datetime) -> Sequence[SignIn]:
    """Return the browsers a person is signed in with, the last used first."""
    return session.scalars(
        select(SignIn)
        .where(SignIn.account_id == account_id, SignIn.expires_at > at)
        .order_by(SignIn.last_seen_at.desc(), SignIn.id.desc())
    ).all()


def actor_of(
    sign_in: SignIn,
    artisan_id: int | None,
    *,
    second_factor_compulsory: bool,
    new_notices: int = 0,
    acting: Acting | None = None,
) -> Actor:
    """Return the person of a sign-in as the rules see them."""
    person = sign_in.account
    complete = sign_in.second_factor_at is not None
    if person.role in TWO_STEPS and not complete:
        complete = not second_factor_compulsory and person.totp_confirmed_at is None
    return Actor(
        id=person.id,
        role=person.role,
        name=person.name,
        artisan_id=artisan_id,
        second_factor=complete,
        locale=person.locale,
        body_id=person.body_id,
        new_notices=new_notices,
        acting=acting,
    )


def sign_up_behind(secret: str, at: datetime) -> SignUp | None:
    """Return the wish to sign up behind a letter's link, while it lives."""
    return session.scalars(
        select(SignUp).where(SignUp.digest == digest(secret), SignUp.expires_at > at)
    ).one_or_none()


@dataclass(frozen=True, slots=True)
class Wish:
    """What is needed to check a sign-up's password, read before the slow comparison."""

    id: int
    email: str
    name: str
    password_hash: str


def wish_behind(secret: str, at: datetime) -> Wish:
    """Return the same without leaving a transaction open; raises NotFound."""
    with reading():
        found = sign_up_behind(secret, at)
        if found is None:
            raise NotFound()
        return Wish(found.id, found.email, found.name, found.password_hash)


def invitation_behind(secret: str, at: datetime) -> Token | None:
    """Return the invitation behind a letter's link, while it lives."""
    return session.scalars(
        select(Token).where(
            Token.digest == digest(secret),
            Token.purpose == TokenPurpose.INVITATION,
            Token.used_at.is_(None),
            Token.expires_at > at,
        )
    ).one_or_none()


def open_invitations(at: datetime) -> Sequence[Token]:
    """Return the invitations nobody has accepted yet, newest first."""
    return session.scalars(
        select(Token)
        .where(Token.purpose == TokenPurpose.INVITATION, Token.used_at.is_(None), Token.expires_at > at)
        .order_by(Token.id.desc())
    ).all()


def names(account_ids: Collection[int]) -> dict[int, str]:
    """Return what these people are called."""
    if not account_ids:
        return {}
    rows = session.execute(select(Account.id, Account.name).where(Account.id.in_(account_ids)))
    return {row.id: row.name for row in rows}
