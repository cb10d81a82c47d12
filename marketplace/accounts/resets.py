"""A forgotten password: a link by e-mail, or a code an officer hands over in person."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, select, update

from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.access.policy import require
from marketplace.accounts import attempts, mails, operations
from marketplace.accounts.models import Account, Token
from marketplace.accounts.rules import RESET_CODE_LENGTH, TOKEN_LIFETIME, Identifier, TokenPurpose
from marketplace.adapters.jobs.queue import enqueue
from marketplace.audit import operations as journal
from marketplace.database.session import session
from marketplace.kit.codes import CROCKFORD, new_code
from marketplace.kit.errors import Conflict
from marketplace.kit.tokens import digest, new_token

LINK_JOB = "accounts.reset_link"
EASY = "".join(letter for letter in CROCKFORD if letter not in "01")
"""Read aloud and typed without mistaking one sign for another."""


def ask_for_link(email: str, *, at: datetime) -> None:
    """Leave it to a job to look whether the address has an account: this request does the same work either way."""
    enqueue(session(), LINK_JOB, {"email": email}, at=at, secret=True)


def send_link(email: str, *, at: datetime) -> None:
    """Send a link if there is such an account; older links stop working."""
    account = session.scalars(select(Account).where(Account.email == email)).one_or_none()
    if account is None or account.disabled_at is not None:
        return
    secret = new_token()
    token = _issue(account.id, TokenPurpose.RESET_LINK, digest(secret), at)
    mails.reset_link(account, token, secret, at)


def issue_code(account: Account, *, actor: Actor, at: datetime) -> str:
    """Return a code for somebody who stands at the desk; an older one stops working, and tries count anew."""
    require(actor, Permission.ISSUE_RESET_CODE, account)
    if account.disabled_at is not None:
        raise Conflict("account.is_disabled")
    code = new_code(RESET_CODE_LENGTH, EASY)
    token = _issue(account.id, TokenPurpose.RESET_CODE, code_digest(account.id, code), at)
    token.issued_by_id = actor.id or None
    for text in filter(None, (account.email, account.phone)):
        attempts.forget(attempts.key("reset-code", text))
    journal.record("account.reset_code", "account", account.id, actor=actor, at=at)
    mails.notice(account, "reset_code", at, number=token.id)
    return code


def by_link(secret: str, password_hash: str, *, at: datetime) -> bool:
    """Set a new password by the link; False where the link is used, too old or unknown."""
    return _use(
        select(Token).where(Token.digest == digest(secret), Token.purpose == TokenPurpose.RESET_LINK),
        password_hash,
        at,
    )


def by_code(identifier: Identifier, code: str, password_hash: str, *, at: datetime) -> bool:
    """Set a new password by an officer's code; False for a wrong one and for an account nobody has."""
    column = Account.email if identifier.email else Account.phone
    account_id = session.scalars(select(Account.id).where(column == identifier.text)).one_or_none()
    wanted = code_digest(account_id or 0, code)
    return _use(
        select(Token).where(Token.digest == wanted, Token.purpose == TokenPurpose.RESET_CODE),
        password_hash,
        at,
    )


def is_alive(secret: str, purpose: TokenPurpose, at: datetime) -> bool:
    """Whether a link to an account would still work."""
    query = (
        select(Token.id)
        .join(Account, Account.id == Token.account_id)
        .where(
            Token.digest == digest(secret),
            Token.purpose == purpose,
            Token.used_at.is_(None),
            Token.expires_at > at,
            Account.disabled_at.is_(None),
        )
    )
    return session.scalars(query).one_or_none() is not None


def code_digest(account_id: int, code: str) -> str:
    """Forty bits are enough for a quarter of an hour and five tries; the account is part of what is compared."""
    return digest(f"{account_id}:{code}")


def _issue(account_id: int, purpose: TokenPurpose, secret_digest: str, at: datetime) -> Token:
    session.execute(
        update(Token)
        .where(Token.account_id == account_id, Token.purpose == purpose, Token.used_at.is_(None))
        .values(used_at=at)
    )
    token = Token(
        account_id=account_id,
        purpose=purpose,
        digest=secret_digest,
        created_at=at,
        expires_at=at + TOKEN_LIFETIME[purpose],
    )
    session.add(token)
    session.flush()
    return token


def _use(query: Select[Token], password_hash: str, at: datetime) -> bool:
    living = query.where(Token.used_at.is_(None), Token.expires_at > at).with_for_update()
    token = session.scalars(living).one_or_none()
    if token is None or token.account is None or token.account.disabled_at is not None:
        return False
    token.used_at = at
    person = token.account
    operations.set_password(
        person, password_hash, actor=Actor(id=person.id, role=person.role, name=person.name), at=at
    )
    return True
