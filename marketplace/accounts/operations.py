"""Opening an account, signing in, and changing one's own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select, update

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.accounts import consents, hashing, mails, sign_ins
from marketplace.accounts.credentials import Known
from marketplace.accounts.models import Account, SignUp, Token
from marketplace.accounts.rules import SIGN_UP_LIFETIME, ConsentPurpose
from marketplace.adapters.jobs.queue import enqueue
from marketplace.audit import operations as journal
from marketplace.database.session import session
from marketplace.kit.errors import Conflict, NotFound
from marketplace.kit.tokens import digest, new_token

SIGN_UP_JOB = "accounts.sign_up"


def create(
    *,
    name: str,
    role: Role,
    at: datetime,
    email: str | None = None,
    phone: str | None = None,
    password_hash: str = hashing.UNUSABLE,
    locale: str = "id",
    body_id: int | None = None,
    purposes: Iterable[ConsentPurpose] = (),
    consented_at: datetime | None = None,
) -> Account:
    """Open an account. Conflict where the address or number is taken; both must come in their normal form."""
    for column, value, code in (
        (Account.email, email, "account.email_taken"),
        (Account.phone, phone, "account.phone_taken"),
    ):
        if value and session.scalars(select(Account.id).where(column == value)).one_or_none() is not None:
            raise Conflict(code)
    account = Account(
        name=name,
        email=email,
        phone=phone,
        password_hash=password_hash,
        role=role,
        body_id=body_id,
        locale=locale,
        created_at=at,
    )
    session.add(account)
    session.flush()
    consents.give(account.id, purposes, at=consented_at or at)
    return account


def ask_to_sign_up(
    *,
    name: str,
    email: str,
    password_hash: str,
    role: Role,
    locale: str,
    purposes: Iterable[ConsentPurpose],
    at: datetime,
) -> None:
    """Write down a wish to sign up, whether or not the address has an account already.

    Which letter the address gets is found out by the job, so the answer to this request cannot tell.
    """
    session.execute(delete(SignUp).where((SignUp.email == email) | (SignUp.expires_at <= at)))
    wish = SignUp(
        email=email,
        name=name,
        password_hash=password_hash,
        role=role,
        locale=locale,
        consents=sorted(purposes),
        created_at=at,
        expires_at=at + SIGN_UP_LIFETIME,
    )
    session.add(wish)
    session.flush()
    enqueue(session(), SIGN_UP_JOB, {"sign_up_id": wish.id}, at=at)


def answer_sign_up(sign_up_id: int, *, at: datetime) -> None:
    """Send the letter: a link to a new address, word of the old account to a known one."""
    wish = session.get(SignUp, sign_up_id)
    if wish is None:
        return
    known = session.scalars(select(Account).where(Account.email == wish.email)).one_or_none()
    if known is not None:
        mails.known_already(known, at)
        session.delete(wish)
    else:
        secret = new_token()
        wish.digest = digest(secret)
        mails.confirm_sign_up(wish, secret, at)
    session.flush()


def finish_sign_up(sign_up_id: int, *, at: datetime) -> Account:
    """Open the account whose address is proved now. NotFound where another request was faster."""
    wish = session.get(SignUp, sign_up_id, with_for_update=True)
    if wish is None or wish.expires_at <= at:
        raise NotFound()
    account = create(
        name=wish.name,
        email=wish.email,
        password_hash=wish.password_hash,
        role=wish.role,
        locale=wish.locale,
        purposes=[ConsentPurpose(value) for value in wish.consents],
        consented_at=wish.created_at,
        at=at,
    )
    session.execute(delete(SignUp).where(SignUp.email == wish.email))
    return account


def sign_in(
    known: Known, *, at: datetime, device: str, second_factor: bool = False, old_token: str | None = None
) -> str:
    """Begin a sign-in under a new token and end the one the browser held before. NotFound for a disabled account."""
    account = session.get(Account, known.id)
    if account is None or account.disabled_at is not None:
        raise NotFound()
    if known.fresh_hash:
        account.password_hash = known.fresh_hash
    if old_token:
        sign_ins.end(old_token)
    return sign_ins.begin(account, at=at, device=device, second_factor=second_factor)


def renew_hash(known: Known) -> None:
    """Keep the password of somebody who is only half signed in by today's parameters."""
    account = session.get(Account, known.id)
    if account is not None and known.fresh_hash:
        account.password_hash = known.fresh_hash
        session.flush()


def change_details(account: Account, *, name: str, locale: str) -> None:
    account.name, account.locale = name, locale
    session.flush()


def set_password(
    account: Account, password_hash: str, *, actor: Actor, at: datetime, keep: str | None = None
) -> None:
    """Change a password: every other sign-in ends, links and codes already out lose their worth, a letter says so.

    `keep` is the token of the browser in which it was changed.
    """
    account.password_hash = password_hash
    void_tokens(account.id, at)
    sign_ins.end_all(account.id, but_token=keep)
    mails.notice(account, "password_changed", at)
    journal.record("account.password", "account", account.id, actor=actor, at=at)


def void_tokens(account_id: int, at: datetime) -> None:
    """Make every link and code of an account worthless."""
    session.execute(
        update(Token).where(Token.account_id == account_id, Token.used_at.is_(None)).values(used_at=at)
    )
