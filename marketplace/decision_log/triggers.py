"""Triggers that refuse to change or delete what was logged, in the words of each database.

The migration holds a copy of its own, as migrations do. Who may drop triggers can get round them; then `log verify`
and the signer find out.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table

NUMBERED = "log_entry"
"""The table whose rows must also come one after the other, from 0."""

POSTGRESQL_FUNCTIONS = (
    """
    CREATE OR REPLACE FUNCTION log_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION USING
            MESSAGE = TG_TABLE_NAME || ' is append-only', ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE OR REPLACE FUNCTION log_refuse_gap() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM log_entry) THEN
            RAISE EXCEPTION 'log_entry is numbered without gaps' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
)


def guard(target: Table, connection: Connection, **options: Any) -> None:
    """Give a table that was just made its triggers; listens to SQLAlchemy's "after_create"."""
    for statement in creation(target.name, connection.dialect.name):
        connection.exec_driver_sql(statement)


def creation(table: str, dialect: str) -> list[str]:
    """Return the statements that make a table append-only. Safe to run where there are no triggers only."""
    if dialect == "postgresql":
        return [*POSTGRESQL_FUNCTIONS, *_postgresql(table)]
    return _sqlite(table)


def removal(table: str, dialect: str) -> list[str]:
    """Return the statements that take the triggers away again: for migrations, and for tests that empty tables."""
    names = [
        f"{table}_refuse_update",
        f"{table}_refuse_delete",
        f"{table}_refuse_truncate",
        f"{table}_refuse_gap",
    ]
    on = f" ON {table}" if dialect == "postgresql" else ""
    return [f"DROP TRIGGER IF EXISTS {name}{on}" for name in names]


def _postgresql(table: str) -> list[str]:
    refuse = "EXECUTE FUNCTION log_refuse_change()"
    triggers = [
        f"CREATE TRIGGER {table}_refuse_update BEFORE UPDATE ON {table} FOR EACH ROW {refuse}",
        f"CREATE TRIGGER {table}_refuse_delete BEFORE DELETE ON {table} FOR EACH ROW {refuse}",
        f"CREATE TRIGGER {table}_refuse_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}",
    ]
    if table == NUMBERED:
        triggers.append(
            f"CREATE TRIGGER {table}_refuse_gap BEFORE INSERT ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION log_refuse_gap()"
        )
    return triggers


def _sqlite(table: str) -> list[str]:
    def refusing(name: str, when: str, why: str) -> str:
        return f"CREATE TRIGGER {table}_{name} BEFORE {when} BEGIN SELECT RAISE(ABORT, '{table} {why}'); END"

    triggers = [
        refusing("refuse_update", f"UPDATE ON {table}", "is append-only"),
        refusing("refuse_delete", f"DELETE ON {table}", "is append-only"),
    ]
    if table == NUMBERED:
        # INSERT OR REPLACE deletes without firing the trigger above; the number it would reuse is refused here
        triggers.append(
            "CREATE TRIGGER log_entry_refuse_gap BEFORE INSERT ON log_entry"
            " WHEN NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM log_entry)"
            " BEGIN SELECT RAISE(ABORT, 'log_entry is numbered without gaps'); END"
        )
    return triggers
