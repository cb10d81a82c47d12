"""The trigger that keeps a reply as it was given, in the words of each database; the migration holds its own copy."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table

LOCKED = "a reply is given once"


def lock(target: Table, connection: Connection, **options: Any) -> None:
    """Give the table of reviews its trigger; listens to SQLAlchemy's "after_create"."""
    for statement in creation(connection.dialect.name):
        connection.exec_driver_sql(statement)


def creation(dialect: str) -> list[str]:
    """Return the statements that refuse to change a reply."""
    different = "IS DISTINCT FROM" if dialect == "postgresql" else "IS NOT"
    changed = " OR ".join(f"NEW.{column} {different} OLD.{column}" for column in ("reply", "replied_at"))
    when = f"WHEN (OLD.replied_at IS NOT NULL AND ({changed}))"
    if dialect == "postgresql":
        return [
            "CREATE OR REPLACE FUNCTION review_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" RAISE EXCEPTION '{LOCKED}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
            "CREATE TRIGGER review_reply_locked BEFORE UPDATE ON review FOR EACH ROW"
            f" {when} EXECUTE FUNCTION review_refuse()",
        ]
    return [
        f"CREATE TRIGGER review_reply_locked BEFORE UPDATE ON review {when}"
        f" BEGIN SELECT RAISE(ABORT, '{LOCKED}'); END"
    ]
