"""Emptying the tables between tests: the triggers of append-only ones are taken off and put back, here alone."""

from __future__ import annotations

from sqlalchemy import Connection, Executable, Table, exists, select

from marketplace.checks.models import VerificationEvent
from marketplace.database.base import db
from marketplace.decision_log import triggers
from marketplace.decision_log.models import APPEND_ONLY

GUARDED = frozenset(model.__table__ for model in (*APPEND_ONLY, VerificationEvent))


def empty_tables(connection: Connection) -> None:
    """Delete every row, in the caller's transaction."""
    for table in reversed(db.metadata.sorted_tables):
        if table not in GUARDED:
            connection.execute(table.delete())
        elif connection.scalar(select(exists().select_from(table))):
            with_triggers_off(connection, table, table.delete())


def with_triggers_off(connection: Connection, table: Table, statement: Executable) -> None:
    """Do what the triggers refuse, as somebody with full power over the database could."""
    dialect = connection.dialect.name
    for removing in triggers.removal(table.name, dialect):
        connection.exec_driver_sql(removing)
    connection.execute(statement)
    for creating in triggers.creation(table.name, dialect):
        connection.exec_driver_sql(creating)
