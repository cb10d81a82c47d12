"""Letters about accounts. Those that carry a link that opens something are secret: emptied once sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from marketplace.access.roles import Role
from marketplace.accounts.models import Account, SignUp, Token
from marketplace.adapters.mail.outbox import post
from marketplace.database.session import session


@dataclass(frozen=True, slots=True)
class Event:
    """What somebody is told: which kind of event, under which key, with which blanks.

    `letter` is the template of its letter, where that is not called like the kind.
    """

    kind: str
    key: str
    at: datetime
    secret: bool = False
    blanks: dict[str, Any] = field(default_factory=dict)
    letter: str = ""


Teller = Callable[[Account, Event], None]
_TELLERS: list[Teller] = []


def told_by(teller: Teller) -> None:
    """Let a feature above tell people instead (`notices`); it calls `write` where a letter is to go out."""
    _TELLERS[:] = [teller]


def tell(
    account: Account,
    kind: str,
    *,
    key: str,
    at: datetime,
    secret: bool = False,
    letter: str = "",
    **context: Any,
) -> None:
    """Tell whoever has an account, in the transaction of what happened. `key` names this very event."""
    event = Event(kind, key, at, secret, context, letter)
    for teller in _TELLERS or [write]:
        teller(account, event)


def write(
    account: Account,
    event: Event,
    *,
    run_after: datetime | None = None,
    unsubscribe: tuple[str, dict[str, str]] | None = None,
) -> None:
    """Post the letter in their language, to go out no earlier than `run_after`; nothing to those without an address.

    `unsubscribe` is the page that ends letters like this one, as the outbox names it.
    """
    if account.email:
        post(
            session(),
            event.letter or event.kind,
            account.email,
            key=event.key,
            locale=account.locale,
            at=event.at,
            secret=event.secret,
            run_after=run_after,
            unsubscribe=unsubscribe,
            name=account.name,
            **({"ends": unsubscribe[1]} if unsubscribe else {}),
            **event.blanks,
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
