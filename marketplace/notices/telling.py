"""Hears everything that is told to an account: the feed keeps it, a letter and pushes go out as the account chose."""

from __future__ import annotations

from marketplace.accounts import mails
from marketplace.accounts.models import Account
from marketplace.notices import digests, operations, pushes, wishes
from marketplace.notices.rules import FIXED, URGENT, Way, kind_of
from marketplace.toolbox import toolbox


def install() -> None:
    """Take over from `accounts/mails`, when the application is put together."""
    mails.told_by(tell)


def tell(account: Account, event: mails.Event) -> None:
    """Keep the event, and post or plan its letter and its pushes, in the transaction of what happened.

    Nothing for what this account was told before: one row, and one letter or one line of a digest.
    """
    notice_id, settings = operations.keep(account.id, event), toolbox().settings
    if notice_id is None or not (account.email or toolbox().pusher):
        return
    wanted, group = wishes.wishes_of(account.id, settings.timezone), kind_of(event.kind).group
    way = wanted.way(group)
    if way is Way.DIGEST:
        digests.wait(account.id, notice_id, wanted.hours.next_digest(event.at), at=event.at)
        return
    due = event.at if group in URGENT else wanted.hours.after_quiet(event.at)
    if way in (Way.NOW, Way.DEVICE):
        pushes.plan(account.id, notice_id, at=event.at, due=due)
    if way is Way.NOW:
        ends = None
        if group not in FIXED:
            token = wishes.stop_token(account, group.value, settings.secret_key)
            ends = ("notices.stop", {"what": group.value, "token": token})
        mails.write(account, event, run_after=due, unsubscribe=ends)
