"""The daily digest: rows wait for it, one letter takes them all, in one transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import force_locale
from sqlalchemy import select, update

from marketplace.accounts.mails import Event, write
from marketplace.accounts.models import Account
from marketplace.adapters.jobs.queue import enqueue
from marketplace.database.session import session
from marketplace.notices import pushes, wishes
from marketplace.notices.models import Notice
from marketplace.notices.rules import EVERY_DIGEST, MOST_IN_DIGEST, kind_of
from marketplace.notices.wording import sentence

DIGEST_JOB = "notices.digest"


def wait(account_id: int, notice_id: int, due: datetime, *, at: datetime) -> None:
    """Let a row wait for the digest that is due then, and have that one written."""
    session.execute(update(Notice).where(Notice.id == notice_id).values(digest_at=due))
    _plan(account_id, due, at=at)


def plan_overdue(at: datetime) -> int:
    """Plan the digests whose rows still wait though it was due: their job had ended before they were committed."""
    waiting = (
        select(Notice.account_id).where(Notice.digest_at.is_not(None), Notice.digest_at <= at).distinct()
    )
    accounts = session.scalars(waiting).all()
    for account_id in accounts:
        _plan(account_id, at, at=at)
    return len(accounts)


def write_digest(account_id: int, *, secret: str, at: datetime) -> bool:
    """Post one letter about all rows whose digest is due and that were not read meanwhile; False without any.

    Rows are taken in the transaction that posts the letter, so each stands in one digest.
    """
    due = (Notice.account_id == account_id, Notice.digest_at.is_not(None), Notice.digest_at <= at)
    rows = session.scalars(select(Notice).where(*due).order_by(Notice.id).with_for_update()).all()
    account = session.get(Account, account_id)
    new = [row for row in rows if row.read_at is None]
    for row in rows:
        row.digest_at = None
    session.flush()
    if account is None or account.disabled_at is not None or not new:
        return False
    with force_locale(account.locale):
        lines = [_line(row) for row in new[:MOST_IN_DIGEST]]
    pushes.plan(account_id, new[-1].id, at=at, whole=True)
    blanks = {"lines": lines, "more": len(new) - len(lines)}
    event = Event("notice_digest", f"notice-digest-{account_id}-{new[-1].id}", at, blanks=blanks)
    token = wishes.stop_token(account, EVERY_DIGEST, secret)
    write(account, event, unsubscribe=("notices.stop", {"what": EVERY_DIGEST, "token": token}))
    return True


def _plan(account_id: int, due: datetime, *, at: datetime) -> None:
    key = f"notices-digest:{account_id}:{due:%Y%m%d%H%M}"
    enqueue(session(), DIGEST_JOB, {"account_id": account_id}, at=at, run_after=due, unique_key=key)


def _line(row: Notice) -> dict[str, Any]:
    place = kind_of(row.kind).leads_to(row.blanks)
    page, values = place or ("notices.feed", {})
    return {"words": sentence(row.kind, row.blanks), "page": page, "values": values}
