"""Emptying the tables between tests: the triggers of append-only ones are taken off and put back, here alone."""

from __future__ import annotations

from functools import cache

from sqlalchemy import (
    Connection,
    Dialect,
    Executable,
    String,
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
    filled = {name for (name,) in connection.exec_driver_sql(_filled(connection.dialect))}
    for table in _leaves_first():
        if table.name not in filled:
            continue
        if table in GUARDED:
            with_triggers_off(connection, table, table.delete())
        else:
            connection.execute(table.delete())
    connection.execute(delete(ListingChange))  # emptying the others was written down there


@cache
def _leaves_first() -> tuple[Table, ...]:
    return tuple(reversed(db.metadata.sorted_tables))


@cache
def _filled(dialect: Dialect) -> str:
    """The question which tables have any row; written out once, because it is long and asked after every test."""
    asked = union_all(
        *(
            select(literal(table.name, String())).where(exists().select_from(table))
            for table in _leaves_first()
        )
    )
    return str(asked.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))


def with_triggers_off(connection: Connection, table: Table, statement: Executable) -> None:
    """Do what the triggers refuse, as somebody with full power over the database could."""
    dialect = connection.dialect.name
    for removing in triggers.removal(table.name, dialect):
        connection.exec_driver_sql(removing)
    connection.execute(statement)
    for creating in triggers.creation(table.name, dialect):
        connection.exec_driver_sql(creating)
