"""Letters about accounts. Those that carry a link that opens something are secret: emptied once sent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from marketplace.access.roles import Role
from marketplace.accounts.models import Account, SignUp, Token
from marketplace.adapters.mail.outbox import post
from marketplace.database.session import session


def tell(
    account: Account, template: str, *, key: str, at: datetime, secret: bool = False, **context: Any
) -> None:
    """Post a letter to whoever has an account, in their language; nothing to those who gave no address."""
    if account.email:
        post(
            session(),
            template,
            account.email,
            key=key,
            locale=account.locale,
            at=at,
            secret=secret,
            name=account.name,
            **context,
        )


def confirm_sign_up(sign_up: SignUp, secret: str, at: datetime) -> None:
    """To an address nobody has an account with: the link that finishes the sign-up."""
    post(
        session(),
        "sign_up",
        sign_up.email,
        key=f"sign-up-{sign_up.id}-{secret[:6]}",
        locale=sign_up.locale,
        at=at,
        secret=True,
        name=sign_up.name,
        token=secret,
    )


def known_already(account: Account, at: datetime) -> None:
    """To an address that has an account: somebody tried to sign up with it again.

    The wish itself cannot name the letter: it is deleted, and SQLite gives its number to the next one.
    """
    tell(account, "sign_up_known", key=f"sign-up-known-{account.id}-{int(at.timestamp() * 1000)}", at=at)


def reset_link(account: Account, token: Token, secret: str, at: datetime) -> None:
    """The link with which a new password is set."""
    tell(account, "reset", key=f"reset-{token.id}", at=at, secret=True, token=secret)


def invitation(token: Token, secret: str, inviter: str, locale: str, at: datetime) -> None:
    """The link with which a member of staff opens their account."""
    if token.email:
        post(
            session(),
            "invitation",
            token.email,
            key=f"invitation-{token.id}",
            locale=locale,
            at=at,
            secret=True,
            inviter=inviter,
            token=secret,
            admin=token.role is Role.ADMIN,
            lsp=token.role is Role.LSP,
        )


def notice(account: Account, template: str, at: datetime, *, number: int | None = None) -> None:
    """Tell the person what has just happened to their account; nothing to those who gave no address."""
    moment = number if number is not None else int(at.timestamp() * 1000)
    tell(account, template, key=f"{template.replace('_', '-')}-{account.id}-{moment}", at=at)
