"""The moment between a right password and the code that follows it, kept in the signed cookie for five minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import session as cookie

from marketplace.access.roles import Role
from marketplace.accounts import queries
from marketplace.accounts.credentials import Known, stamp
from marketplace.accounts.rules import SECOND_FACTOR_WAIT

KEY = "second_factor"


@dataclass(frozen=True, slots=True)
class Pending:
    """Who has given the right password, and where they wanted to go."""

    known: Known
    wanted: str


def remember(known: Known, wanted: str, at: datetime) -> None:
    """Begin to wait for the code; whatever the cookie held before is gone."""
    cookie.clear()
    cookie[KEY] = {"account": known.id, "stamp": known.stamp, "next": wanted[:500], "at": int(at.timestamp())}


def waiting(at: datetime) -> Pending | None:
    """Return who waits; None when nobody does, it took too long, or the password was changed meanwhile."""
    kept = cookie.get(KEY)
    if not isinstance(kept, dict):
        return None
    if not 0 <= at.timestamp() - kept["at"] < SECOND_FACTOR_WAIT.total_seconds():
        return None
    person = queries.account(kept["account"])
    if person is None or person.disabled_at is not None or stamp(person.password_hash) != kept["stamp"]:
        return None
    return Pending(Known(person.id, Role(person.role), kept["stamp"], True), str(kept["next"]))
