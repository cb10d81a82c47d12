"""How often records are read: a sum by certificate and day, without anything about whom.

A web process counts in memory and writes the sum down every `EVERY_SECONDS` and when it ends; what it had not written
when it was killed is lost. Counted is each time the page is handed out, repeats and robots included, copies served by
caches in between not: a measure of where an old check is read, and no more.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from marketplace.adapters.tally import Tally
from marketplace.certificates.models import Certificate
from marketplace.checks.models import RecordVisits
from marketplace.database.session import session, writing

EVERY_SECONDS = 30.0


def write_down(tally: Tally[int]) -> int:
    """Add what was counted to the table; return how many rows that touched. What cannot be written goes back."""
    counts = tally.take()
    if not counts:
        return 0
    try:
        with writing():
            return _add(dict(counts))
    except SQLAlchemyError:
        tally.give_back(counts)
        raise


def _add(counts: dict[tuple[int, date], int]) -> int:
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    wanted = {certificate_id for certificate_id, _ in counts}
    there = set(session.scalars(select(Certificate.id).where(Certificate.id.in_(wanted))))
    kept = [(key, visits) for key, visits in sorted(counts.items()) if key[0] in there]
    rows = [
        {"certificate_id": certificate_id, "day": day, "visits": visits}
        for (certificate_id, day), visits in kept
    ]
    if rows:  # in one order everywhere, so that two processes cannot lock each other up
        statement = insert(RecordVisits)
        more = RecordVisits.visits + statement.excluded.visits
        adding = statement.on_conflict_do_update(
            index_elements=["certificate_id", "day"], set_={"visits": more}
        )
        session.connection().execute(adding, rows)
    return len(rows)
