"""Triggers that keep an agreement as it was agreed, in the words of each database.

Versions, events and the snapshot are append-only like the decision log, and once a note is agreed no version may come
after. The migration holds a copy of its own, as migrations do.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table

LOCKED = "an agreed order note is locked"
FROZEN = ("code", "artisan_id", "agreed_at", "number", "proposed_by", "ready_on", "agreed_on")
"""Columns of a note that stay as they were on agreement."""


def lock(target: Table, connection: Connection, **options: Any) -> None:
    """Give the table of notes, or of versions, its trigger; listens to SQLAlchemy's "after_create"."""
    for statement in creation(target.name, connection.dialect.name):
        connection.exec_driver_sql(statement)


def creation(table: str, dialect: str) -> list[str]:
    """Return the statements that lock the notes ("order_note") or close their lists of versions."""
    if table == "order_note":
        return _notes(dialect)
    return _versions(dialect)


def removal(table: str, dialect: str) -> list[str]:
    """Return the statements that take them off again."""
    on = f" ON {table}" if dialect == "postgresql" else ""
    return [f"DROP TRIGGER IF EXISTS {table}_locked{on}"]


def _notes(dialect: str) -> list[str]:
    different = "IS DISTINCT FROM" if dialect == "postgresql" else "IS NOT"
    changed = " OR ".join(f"NEW.{column} {different} OLD.{column}" for column in FROZEN)
    when = f"WHEN (OLD.agreed_at IS NOT NULL AND ({changed}))"
    if dialect == "postgresql":
        return [
            _refusal(),
            "CREATE TRIGGER order_note_locked BEFORE UPDATE ON order_note FOR EACH ROW"
            f" {when} EXECUTE FUNCTION order_note_refuse()",
        ]
    return [
        f"CREATE TRIGGER order_note_locked BEFORE UPDATE ON order_note {when}"
        f" BEGIN SELECT RAISE(ABORT, '{LOCKED}'); END"
    ]


def _versions(dialect: str) -> list[str]:
    agreed = "EXISTS (SELECT 1 FROM order_note WHERE id = NEW.note_id AND agreed_at IS NOT NULL)"
    if dialect == "postgresql":
        return [
            "CREATE OR REPLACE FUNCTION order_note_refuse_version() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF {agreed} THEN RAISE EXCEPTION '{LOCKED}' USING ERRCODE = 'integrity_constraint_violation'; END IF;"
            " RETURN NEW; END $$",
            "CREATE TRIGGER order_note_version_locked BEFORE INSERT ON order_note_version FOR EACH ROW"
            " EXECUTE FUNCTION order_note_refuse_version()",
        ]
    return [
        f"CREATE TRIGGER order_note_version_locked BEFORE INSERT ON order_note_version WHEN {agreed}"
        f" BEGIN SELECT RAISE(ABORT, '{LOCKED}'); END"
    ]


def _refusal() -> str:
    return (
        "CREATE OR REPLACE FUNCTION order_note_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" RAISE EXCEPTION '{LOCKED}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
