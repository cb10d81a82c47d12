"""How often something was tried: counted in the database, so that limits hold across processes and restarts.

A try is written down before its outcome is known, in a transaction of its own: a hundred guesses sent at once are a
hundred rows, and a refused request, whose own work is undone, still counts.
"""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta
from hashlib import sha256
from math import ceil

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from marketplace.accounts.models import Attempt
from marketplace.accounts.rules import Limit
from marketplace.database.session import session, writing
from marketplace.kit.errors import TooMany
from marketplace.toolbox import toolbox

KEPT = timedelta(days=1)
SWEEP_EVERY = 64
Wanted = tuple[str, tuple[Limit, ...]]


def key(purpose: str, whom: object) -> str:
    """Return the name under which tries are counted; it tells nobody whose they were.

    Addresses and telephone numbers can be guessed one after the other: without our secret no guess can be proved.
    """
    said = f"attempts:{purpose}:{whom}".encode("utf-8", "surrogatepass")
    mac = hmac.new(toolbox().settings.secret_key.encode(), said, sha256).hexdigest()
    return f"{purpose}:{mac[:40]}"


def take(*wanted: Wanted, at: datetime) -> list[int]:
    """Count one try under every key, and return the tries' numbers for `forgive`.

    Raises TooMany, with the seconds to wait, where a limit is reached; then nothing is counted.
    """
    with writing() as own:
        for name, limits in wanted:
            _take_turns(own, name)
            wait = max(_wait(own, name, limit, at) for limit in limits)
            if wait > timedelta():
                seconds = max(1, ceil(wait.total_seconds()))
                raise TooMany(seconds, "tries.too_many", minutes=ceil(seconds / 60))
        tries = [Attempt(key=name, at=at) for name, _ in wanted]
        own.add_all(tries)
        own.flush()
        if tries[0].id % SWEEP_EVERY == 0:
            own.execute(delete(Attempt).where(Attempt.at <= at - KEPT))
        return [one.id for one in tries]


def forgive(tries: list[int]) -> None:
    """Take back tries that succeeded: only failures count."""
    session.execute(delete(Attempt).where(Attempt.id.in_(tries)))


def forget(name: str) -> None:
    """Begin to count anew under one key."""
    session.execute(delete(Attempt).where(Attempt.key == name))


def _wait(own: Session, name: str, limit: Limit, at: datetime) -> timedelta:
    count, span = limit
    tries = select(Attempt.at).where(Attempt.key == name, Attempt.at > at - span)
    deciding = own.scalars(tries.order_by(Attempt.at.desc()).offset(count - 1).limit(1)).one_or_none()
    return timedelta() if deciding is None else deciding + span - at


def _take_turns(own: Session, name: str) -> None:
    """On PostgreSQL, let nobody else count under this key meanwhile; SQLite has one writer at a time anyway."""
    if own.get_bind().dialect.name == "postgresql":
        own.execute(select(func.pg_advisory_xact_lock(func.hashtext(name))))
