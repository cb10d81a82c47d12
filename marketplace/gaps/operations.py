"""Counting what was not there: in memory by searches, at once by wishes; and forgetting what is old."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from marketplace.accounts import attempts
from marketplace.adapters.tally import Tally
from marketplace.database.session import session, writing
from marketplace.gaps import queries
from marketplace.gaps.models import Gap
from marketplace.gaps.rules import ADDRESS_LIMITS, WINDOW, WISH_LIMITS, Kind, one_of, read_key
from marketplace.kit.errors import NotFound, TooMany


def write_down(tally: Tally[str]) -> int:
    """Add what was counted in memory to the table; return how many rows that touched.

    What cannot be written goes back.
    """
    counts = tally.take()
    if not counts:
        return 0
    try:
        with writing():
            _add([(key, day, number, 0) for (key, day), number in sorted(counts.items())])
    except SQLAlchemyError:
        tally.give_back(counts)
        raise
    return len(counts)


def known(key: str) -> str:
    """Return a set of terms as it was sent, if it is one of ours. Raises NotFound for any other text."""
    try:
        terms = read_key(key)
    except ValueError:
        raise NotFound() from None
    places = [value for kind, value in terms if kind is Kind.PLACE]
    if places and not set(places) <= set(queries.place_names()):
        raise NotFound()
    return key


def admit(key: str, *, address: str, at: datetime) -> bool:
    """Count one try to wish; False where this address has wished for it today. Raises TooMany for many other wishes.

    Ends the transaction it is called in.
    """
    attempts.take((attempts.key("wish-address", address), ADDRESS_LIMITS), at=at)
    try:
        attempts.take((attempts.key("wish", f"{address} {key}"), WISH_LIMITS), at=at)
    except TooMany:
        return False
    return True


def wish(key: str, *, day: date) -> None:
    """Add one wish; a number, and nothing about whom."""
    _add([(known(key), day, 0, 1)])


def forget(today: date) -> int:
    """Delete what is too old to be shown; return how many rows that were."""
    result = session.connection().execute(delete(Gap).where(Gap.day <= today - WINDOW))
    return result.rowcount


def _add(counts: Sequence[tuple[str, date, int, int]]) -> None:
    """Add (key, day, searches, wishes); in one order everywhere, so that two processes cannot lock each other up."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(Gap)
    more = {name: getattr(Gap, name) + statement.excluded[name] for name in ("searches", "wishes")}
    adding = statement.on_conflict_do_update(index_elements=["key", "day"], set_=more)
    session.connection().execute(adding, [_row(*one) for one in counts])


def _row(key: str, day: date, searches: int, wishes: int) -> Mapping[str, object]:
    terms = read_key(key)
    return {
        "key": key,
        "day": day,
        "technique": one_of(terms, Kind.TECHNIQUE),
        "place": one_of(terms, Kind.PLACE),
        "searches": searches,
        "wishes": wishes,
    }
