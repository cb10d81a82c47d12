"""Hears everything that is told to an account: the feed keeps it, a letter goes out."""

from __future__ import annotations

from marketplace.accounts import mails
from marketplace.accounts.models import Account
from marketplace.notices import operations


def install() -> None:
    """Take over from `accounts/mails`, when the application is put together."""
    mails.told_by(tell)


def tell(account: Account, event: mails.Event) -> None:
    """Keep the event and post its letter, in the transaction of what happened; nothing for what was told before."""
    if operations.keep(account.id, event) is not None:
        mails.write(account, event)
