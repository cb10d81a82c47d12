"""Beginning, keeping alive and ending sign-ins."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, update

from marketplace.access.roles import TWO_STEPS
from marketplace.accounts.models import Account, SignIn
from marketplace.accounts.rules import session_lifetime
from marketplace.database.session import session
from marketplace.kit.tokens import digest, new_token

SEEN_EVERY = timedelta(minutes=5)


def begin(account: Account, *, at: datetime, device: str = "", second_factor: bool = False) -> str:
    """Sign an account in and return the token for its browser; only the digest is kept."""
    token = new_token()
    session.add(
        SignIn(
            account_id=account.id,
            token_digest=digest(token),
            created_at=at,
            last_seen_at=at,
            expires_at=at + session_lifetime(staff=account.role in TWO_STEPS).absolute,
            second_factor_at=at if second_factor else None,
            device=device[:120],
        )
    )
    session.flush()
    return token


def is_idle(sign_in: SignIn, at: datetime) -> bool:
    """Whether this sign-in is too old, or nobody has used it for so long that it no longer counts."""
    lifetime = session_lifetime(staff=sign_in.account.role in TWO_STEPS)
    return at - sign_in.created_at >= lifetime.absolute or at - sign_in.last_seen_at >= lifetime.idle


def seen(sign_in_id: int, at: datetime) -> None:
    """Note that a sign-in was used."""
    found = session.get(SignIn, sign_in_id)
    if found is not None:
        found.last_seen_at = at
        session.flush()


def complete(token: str, at: datetime) -> None:
    """Note that the second factor was given in this browser."""
    session.execute(update(SignIn).where(SignIn.token_digest == digest(token)).values(second_factor_at=at))


def end(token: str) -> None:
    """Sign out the browser that holds this token; a token nobody knows changes nothing."""
    session.execute(delete(SignIn).where(SignIn.token_digest == digest(token)))


def end_one(account_id: int, sign_in_id: int) -> bool:
    """End one of this account's own sign-ins; False where it has none of that number."""
    query = (
        delete(SignIn).where(SignIn.id == sign_in_id, SignIn.account_id == account_id).returning(SignIn.id)
    )
    return session.scalars(query).one_or_none() is not None


def end_all(account_id: int, *, but_token: str | None = None) -> int:
    """End every sign-in of an account, but the one with this token; return how many were ended."""
    query = delete(SignIn).where(SignIn.account_id == account_id)
    if but_token is not None:
        query = query.where(SignIn.token_digest != digest(but_token))
    return len(session.scalars(query.returning(SignIn.id)).all())
