"""The triggers that change the version with every change of a shown table, in the words of each database.

They are taken off before each migration and put on after it (`migrations/env.py`), from the tables as they are then:
SQLite rebuilds tables and loses their triggers, and a new table is shown until somebody says that it is not. While they
are off there is no version, so that nothing is kept.

PostgreSQL changes the row at the end of the transaction (a deferred trigger): writers meet at this row only while they
commit, and always last, so that they neither wait long nor lock each other up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, MetaData, event, inspect

from marketplace.adapters.versions.models import PageVersion

EVERYTHING = "*"
QUIET = "tables no kept page shows"
"""Key of the metadata's `info`."""
TABLE = PageVersion.__tablename__
CHANGES = ("insert", "update", "delete")

POSTGRESQL_FUNCTION = f"""
    CREATE OR REPLACE FUNCTION {TABLE}_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF current_setting('terajut.{TABLE}', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
            INSERT INTO {TABLE} (scope, version) VALUES ('{EVERYTHING}', gen_random_uuid()::text)
                ON CONFLICT (scope) DO UPDATE SET version = excluded.version;
            PERFORM set_config('terajut.{TABLE}', pg_current_xact_id()::text, true);
        END IF;
        RETURN NULL;
    END $$
"""
NEW_VERSION = {
    "sqlite": f"INSERT INTO {TABLE} (scope, version) VALUES ('{EVERYTHING}', lower(hex(randomblob(16))))",
    "postgresql": f"INSERT INTO {TABLE} (scope, version) VALUES ('{EVERYTHING}', gen_random_uuid()::text)",
}  # fmt: skip
FORGET = f"DELETE FROM {TABLE} WHERE scope = '{EVERYTHING}'"
THERE = {
    "sqlite": f"SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger' AND name GLOB '{TABLE}_*'",
    "postgresql": "SELECT tgrelid::regclass::text, tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
    f" WHERE tgname LIKE '{TABLE}\\_%%' AND relnamespace = current_schema()::regnamespace",
}


def follow(metadata: MetaData, quiet: Iterable[str]) -> None:
    """Say which tables are `quiet` (shown on no kept page), and have `create_all` put the triggers on the others."""
    metadata.info[QUIET] = frozenset(quiet)
    if not event.contains(metadata, "after_create", _made):
        event.listen(metadata, "after_create", _made)


def _made(target: MetaData, connection: Connection, **options: Any) -> None:
    put_on(connection, target)


def put_on(connection: Connection, metadata: MetaData) -> None:
    """Put the triggers on every shown table there is, instead of those of before, and begin a new version.

    Does nothing where the table of versions is not there (an older revision).
    """
    present = set(inspect(connection).get_table_names())
    if TABLE not in present:
        return
    take_off(connection)
    dialect = connection.dialect.name
    if dialect == "postgresql":
        connection.exec_driver_sql(POSTGRESQL_FUNCTION)
    for name in sorted(shown(metadata) & present):
        for statement in _creation(name, dialect):
            connection.exec_driver_sql(statement)
    connection.exec_driver_sql(NEW_VERSION[dialect])


def take_off(connection: Connection) -> None:
    """Take all triggers off, and the version with them."""
    if TABLE not in inspect(connection).get_table_names():
        return
    connection.exec_driver_sql(FORGET)
    for table, name in connection.exec_driver_sql(THERE[connection.dialect.name]).all():
        on = f" ON {table}" if connection.dialect.name == "postgresql" else ""
        connection.exec_driver_sql(f"DROP TRIGGER {name}{on}")


def shown(metadata: MetaData) -> set[str]:
    """The names of the tables whose changes change the version: all but the quiet ones."""
    return {table.name for table in metadata.sorted_tables} - {TABLE} - metadata.info.get(QUIET, frozenset())


def lacking(there: Iterable[Sequence[str]], metadata: MetaData, dialect: str) -> list[str]:
    """The shown tables whose triggers are not all among `there` (table, trigger): what `THERE` finds."""
    found: dict[str, set[str]] = {}
    for table, name in there:
        found.setdefault(table, set()).add(name)
    return sorted(name for name in shown(metadata) if not names_of(name, dialect) <= found.get(name, set()))


def names_of(table: str, dialect: str) -> set[str]:
    """The names of the triggers a shown table has."""
    kinds = CHANGES if dialect == "sqlite" else ("row", "truncate")
    return {f"{TABLE}_{table}_{kind}" for kind in kinds}


def _creation(table: str, dialect: str) -> list[str]:
    name = f"{TABLE}_{table}"
    if dialect == "sqlite":  # no upsert: the conflict clause of the outer statement would overrule it
        return [
            f"CREATE TRIGGER {name}_{change} AFTER {change.upper()} ON {table}"
            f" BEGIN {FORGET}; {NEW_VERSION['sqlite']}; END"
            for change in CHANGES
        ]
    run = f"EXECUTE FUNCTION {TABLE}_change()"
    return [
        f"CREATE CONSTRAINT TRIGGER {name}_row AFTER INSERT OR UPDATE OR DELETE ON {table}"
        f" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW {run}",
        f"CREATE TRIGGER {name}_truncate AFTER TRUNCATE ON {table} FOR EACH STATEMENT {run}",
    ]
