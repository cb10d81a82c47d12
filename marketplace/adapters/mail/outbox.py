"""The outbox: a letter is a row in the deed's own transaction; nothing is sent for work that rolled back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from marketplace.adapters.jobs.models import Job, JobState
from marketplace.adapters.jobs.queue import enqueue

KIND = "letters.send"


def post(
    session: Session,
    template: str,
    to: str,
    *,
    key: str,
    locale: str,
    at: datetime,
    secret: bool = False,
    unsubscribe: tuple[str, dict[str, str]] | None = None,
    run_after: datetime | None = None,
    **context: Any,
) -> None:
    """Queue the letter `templates/mail/<template>.txt` for one address.

    `key` names this very letter: the same key is sent once. `context` must be JSON. A `secret` letter (it carries a
    link that opens something) is emptied out of the queue once sent. `unsubscribe` names the page (endpoint and its
    values) that ends letters like this one. It goes out no earlier than `run_after`.
    """
    payload: dict[str, Any] = {
        "template": template,
        "to": to,
        "key": key,
        "locale": locale,
        "context": context,
    }
    if unsubscribe is not None:
        payload["unsubscribe"] = list(unsubscribe)
    enqueue(session, KIND, payload, at=at, unique_key=_unique(key), run_after=run_after, secret=secret)


def withdraw(session: Session, keys: Sequence[str]) -> int:
    """Take letters that still wait out of the queue, by their keys; return how many. One being sent is sent."""
    waits = (
        Job.kind == KIND,
        Job.state == JobState.QUEUED,
        Job.unique_key.in_([_unique(key) for key in keys]),
    )
    return len(session.scalars(delete(Job).where(*waits).returning(Job.id)).all())


def _unique(key: str) -> str:
    return f"letter:{key}"
