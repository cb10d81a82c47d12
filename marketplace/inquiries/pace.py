"""How soon artisans answer: noted with each answer, measured once a day, said on her page as words."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import delete, exists, or_, select, update
from sqlalchemy.orm import undefer

from marketplace.artisans.hours import away_of, week_of
from marketplace.artisans.models import Artisan
from marketplace.artisans.weeks import days_between, time_within
from marketplace.database.session import session
from marketplace.inquiries.models import ReplyTime, Thread, ThreadBlock
from marketplace.inquiries.rules import PACE_OVER, Wait, pace_of


def note(thread: Thread, *, at: datetime, timezone: str) -> None:
    """Write down how long the oldest question of a talk has waited that is answered now; nothing where none waits."""
    asked_at = thread.waiting_since
    if asked_at is None:
        return
    known = select(ReplyTime.id).where(ReplyTime.thread_id == thread.id, ReplyTime.asked_at == asked_at)
    if session.scalar(known) is not None:
        return
    wait = wait_of(thread.artisan, asked_at, at, timezone)
    session.add(
        ReplyTime(
            thread_id=thread.id,
            artisan_id=thread.artisan_id,
            asked_at=asked_at,
            answered_at=at,
            minutes=wait.minutes,
            days=wait.days,
        )
    )


def wait_of(artisan: Artisan, asked_at: datetime, at: datetime, timezone: str) -> Wait:
    """Return how long a question has waited within her hours; her break does not count."""
    week, away, zone = week_of(artisan), away_of(artisan, timezone), ZoneInfo(timezone)
    within = time_within(asked_at, at, week, zone, away)
    return Wait(int(within.total_seconds()) // 60, days_between(asked_at, at, week, zone, away))


def measure(*, at: datetime, timezone: str) -> None:
    """Say anew of every artisan how soon she usually answers, and forget what is too old to count."""
    since = at - PACE_OVER
    session.execute(delete(ReplyTime).where(ReplyTime.answered_at < since))
    answered: dict[int, list[Wait]] = defaultdict(list)
    rows = select(ReplyTime.artisan_id, ReplyTime.minutes, ReplyTime.days)
    for artisan_id, minutes, days in session.execute(rows):
        answered[artisan_id].append(Wait(minutes, days))
    asked = answered.keys()
    measured = select(Artisan).where(or_(Artisan.reply_pace.is_not(None), Artisan.id.in_(asked)))
    waits = _waiting(since)
    for artisan in session.scalars(measured.options(undefer(Artisan.hours_text))).all():
        waiting = [wait_of(artisan, one, at, timezone) for one in waits.get(artisan.id, ())]
        pace = pace_of(answered[artisan.id], waiting)
        if pace is not artisan.reply_pace:
            session.execute(update(Artisan).where(Artisan.id == artisan.id).values(reply_pace=pace))
    session.flush()


def _waiting(since: datetime) -> dict[int, list[datetime]]:
    """Return by artisan since when the questions wait that can only be answered here, of contacts not muted or blocked.

    Whoever left a number alone may have been answered on WhatsApp, which nobody here knows.
    """
    blocked = exists().where(
        ThreadBlock.artisan_id == Thread.artisan_id, ThreadBlock.sender_key == Thread.sender_key
    )
    asked = select(Thread.artisan_id, Thread.waiting_since).where(
        Thread.waiting_since >= since,
        Thread.muted_by_artisan.is_(False),
        or_(Thread.buyer_email.is_not(None), Thread.buyer_account_id.is_not(None)),
        ~blocked,
    )
    found: dict[int, list[datetime]] = defaultdict(list)
    for artisan_id, waiting_since in session.execute(asked):
        if waiting_since is not None:
            found[artisan_id].append(waiting_since)
    return found
