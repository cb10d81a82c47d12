"""Sums by row and local day, written down from what processes counted in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import InstrumentedAttribute

from marketplace.adapters.tally import Tally
from marketplace.database.base import Model
from marketplace.database.session import session, writing

Counts = Counter[tuple[int, date]]
"""How often, by the id of a row and the local day."""


def write_down(tally: Tally[int], add: Callable[[Counts], int]) -> int:
    """Hand what was counted to `add` in one transaction; return what it returns, 0 where nothing was counted.

    What cannot be written goes back into the tally; raises the SQLAlchemyError.
    """
    counts = tally.take()
    if not counts:
        return 0
    try:
        with writing():
            return add(counts)
    except SQLAlchemyError:
        tally.give_back(counts)
        raise


def add_visits(
    table: type[Model], row: InstrumentedAttribute[int], of: InstrumentedAttribute[int], counts: Counts
) -> int:
    """Add to `table.visits` by `row` and `table.day`; return how many rows that touched.

    `of` is the column `row` refers to: what is gone meanwhile is left out. In one order everywhere, so that two
    processes cannot lock each other up.
    """
    there = set(session.scalars(select(of).where(of.in_({row_id for row_id, _ in counts}))))
    rows = [
        {row.key: row_id, "day": day, "visits": visits}
        for (row_id, day), visits in sorted(counts.items())
        if row_id in there
    ]
    if rows:
        insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
        statement = insert(table)
        more = table.__table__.c.visits + statement.excluded.visits
        adding = statement.on_conflict_do_update(index_elements=[row.key, "day"], set_={"visits": more})
        session.connection().execute(adding, rows)
    return len(rows)
