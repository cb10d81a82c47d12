"""Notices to browsers: which browsers asked, when one goes out, what it says.

A push is a job of its own for each notice and browser, planned in the transaction of the event and done with a mark in
the database. A worker that dies between hand-over and mark hands the same push over again, under the same topic and
tag: the push service keeps one of them, the browser shows one.
"""

from __future__ import annotations

import json
from datetime import datetime
from hashlib import sha256
from typing import Any

from flask_babel import force_locale
from sqlalchemy import delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from marketplace.accounts.models import Account, SignIn
from marketplace.adapters.jobs.queue import enqueue
from marketplace.adapters.push.port import Browser, Push
from marketplace.adapters.push.sealing import encoded
from marketplace.database.session import session
from marketplace.kit.tokens import digest
from marketplace.notices import wishes
from marketplace.notices.models import Notice, PushSubscription
from marketplace.notices.rules import MOST_REFUSALS, PUSH_KEPT, URGENT, Way, kind_of
from marketplace.notices.wording import pushed
from marketplace.toolbox import toolbox
from marketplace.web.letters import address_of

PUSH_JOB = "notices.push"


def subscribe(account_id: int, sign_in_id: int, browser: Browser, *, at: datetime) -> None:
    """Have a browser told from now on; what was known of it, or of this sign-in, is replaced."""
    mark = digest(browser.endpoint)
    same = or_(PushSubscription.endpoint_digest == mark, PushSubscription.sign_in_id == sign_in_id)
    session.execute(delete(PushSubscription).where(same))
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    values = {
        "account_id": account_id,
        "sign_in_id": sign_in_id,
        "endpoint_digest": mark,
        "endpoint": browser.endpoint,
        "p256dh": browser.p256dh,
        "auth": browser.auth,
        "created_at": at,
        "failures": 0,
    }
    session.execute(insert(PushSubscription).values(**values).on_conflict_do_nothing())


def unsubscribe(sign_in_id: int) -> None:
    """Tell the browser of this sign-in no more."""
    session.execute(delete(PushSubscription).where(PushSubscription.sign_in_id == sign_in_id))


def hears(sign_in_id: int) -> bool:
    """Whether the browser of this sign-in asked for notices."""
    query = select(PushSubscription.id).where(PushSubscription.sign_in_id == sign_in_id)
    return session.scalar(query) is not None


def plan(
    account_id: int, notice_id: int, *, at: datetime, due: datetime | None = None, whole: bool = False
) -> None:
    """Plan one push to each browser of an account, to go out when it is due; `whole`: about a whole digest."""
    if toolbox().pusher is None:
        return
    listening = (
        select(PushSubscription.id)
        .join(SignIn, SignIn.id == PushSubscription.sign_in_id)
        .where(PushSubscription.account_id == account_id, SignIn.expires_at > at)
    )
    for number in session.scalars(listening).all():
        payload = {"account": account_id, "notice": notice_id, "browser": number, "whole": whole}
        key = f"push:{notice_id}:{number}" + (":whole" if whole else "")
        enqueue(session(), PUSH_JOB, payload, at=at, run_after=due, unique_key=key)


def prepare(planned: dict[str, Any], at: datetime) -> Push | None:
    """Return the push as it is to go out now; None where it was read meanwhile, is not wanted any more, or
    the sign-in of the browser has run out.

    Numbers of deleted rows are given anew by SQLite: notice and browser must be of the account it was planned for.
    """
    notice = session.get(Notice, planned["notice"])
    browser = session.get(PushSubscription, planned["browser"])
    account = session.get(Account, planned["account"])
    if notice is None or browser is None or account is None or account.disabled_at is not None:
        return None
    if {notice.account_id, browser.account_id} != {account.id} or notice.read_at is not None:
        return None
    sign_in = session.get(SignIn, browser.sign_in_id)
    if sign_in is None or sign_in.expires_at <= at:
        return None
    box, group = toolbox(), kind_of(notice.kind).group
    if not planned["whole"] and wishes.wishes_of(account.id, box.settings.timezone).way(group) not in (
        Way.NOW,
        Way.DEVICE,
    ):
        return None
    page, values = (not planned["whole"] and kind_of(notice.kind).leads_to(notice.blanks)) or (
        "notices.feed",
        {},
    )
    address = address_of([page, values], account.locale) or ""
    topic = encoded(sha256(f"{account.id}:{notice.event}:{planned['whole']}".encode()).digest()[:24])
    with force_locale(account.locale):
        words = pushed(None if planned["whole"] else group)
    said = {
        "title": box.settings.site_name,
        "body": words,
        "lang": account.locale,
        "url": address.removeprefix(box.settings.base_url),
        "tag": topic,
    }
    return Push(
        Browser(browser.endpoint, browser.p256dh, browser.auth),
        json.dumps(said, separators=(",", ":")).encode(),
        topic,
        int(PUSH_KEPT.total_seconds()),
        urgent=group in URGENT and not planned["whole"],
    )


def arrived(browser: Browser, *, at: datetime) -> None:
    """Note that a push service took a push for a browser."""
    session.execute(update(PushSubscription).where(_is(browser)).values(pushed_at=at, failures=0))


def refused(browser: Browser, *, gone: bool) -> None:
    """Note that a push service refused for good; a browser that is gone, or was refused too often, is forgotten."""
    counted = PushSubscription.failures + 1
    session.execute(update(PushSubscription).where(_is(browser)).values(failures=counted))
    most = 0 if gone else MOST_REFUSALS
    session.execute(delete(PushSubscription).where(_is(browser), PushSubscription.failures >= most))


def _is(browser: Browser) -> Any:
    return PushSubscription.endpoint_digest == digest(browser.endpoint)
