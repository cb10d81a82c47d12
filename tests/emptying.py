"""Emptying the tables between tests: the triggers of append-only ones are taken off and put back, here alone."""

from __future__ import annotations

from functools import cache

from sqlalchemy import (
    CompoundSelect,
    Connection,
    Executable,
    Table,
    delete,
    exists,
    literal,
    select,
    union_all,
)

from marketplace.checks.models import VerificationEvent
from marketplace.database.base import db
from marketplace.decision_log import triggers
from marketplace.decision_log.models import APPEND_ONLY
from marketplace.disputes.models import DisputeEvent
from marketplace.listings.changes import ListingChange
from marketplace.order_notes.models import APPEND_ONLY as OF_ORDERS
from marketplace.registrations.models import Attendance
from marketplace.reviews.models import APPEND_ONLY as OF_REVIEWS
from marketplace.sales.models import SaleVersion
from marketplace.talk_reports.models import TalkRuling

GUARDED = frozenset(
    model.__table__
    for model in (
        *APPEND_ONLY,
        VerificationEvent,
        *OF_ORDERS,
        *OF_REVIEWS,
        SaleVersion,
        DisputeEvent,
        Attendance,
        TalkRuling,
    )
)


def empty_tables(connection: Connection) -> None:
    """Delete every row, in the caller's transaction. Which tables have any is asked at once: most tests fill few."""
    filled = set(connection.scalars(_filled()))
    for table in reversed(db.metadata.sorted_tables):
        if table.name not in filled:
            continue
        if table in GUARDED:
            with_triggers_off(connection, table, table.delete())
        else:
            connection.execute(table.delete())
    connection.execute(delete(ListingChange))  # emptying the others was written down there


@cache
def _filled() -> CompoundSelect:
    return union_all(
        *(
            select(literal(table.name)).where(exists().select_from(table))
            for table in db.metadata.sorted_tables
        )
    )


def with_triggers_off(connection: Connection, table: Table, statement: Executable) -> None:
    """Do what the triggers refuse, as somebody with full power over the database could."""
    dialect = connection.dialect.name
    for removing in triggers.removal(table.name, dialect):
        connection.exec_driver_sql(removing)
    connection.execute(statement)
    for creating in triggers.creation(table.name, dialect):
        connection.exec_driver_sql(creating)
