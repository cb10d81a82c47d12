"""The triggers that change the versions with every change of a shown table, in the words of each database.

Every change makes a new version of everything; a row of somebody's makes one of hers besides, a row of nobody's one of
what is shared. Whose a row is, old and new, is asked by the statements of `follow`; a row that leads to nobody any more
was let go by another change, which was hers.

They are taken off before each migration and put on after it (`migrations/env.py`), from the tables as they are then:
SQLite rebuilds tables and loses their triggers, and a new table is shown until somebody says that it is not. While they
are off there is no version, so that nothing is kept. A trigger's name ends with a mark of what it does: those of
another release count for none.

PostgreSQL changes the rows at the end of the transaction (deferred triggers): writers meet only while they commit. The
row of everything is always the first one taken, so that they wait for each other there and never in a circle.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, MetaData, event, inspect

from marketplace.adapters.versions.models import PageVersion
from marketplace.adapters.versions.scopes import ARTISAN, EVERYTHING, SHARED

QUIET = "tables no kept page shows"
WAYS = "how to an artisan from a row"
PARTLY = "which rows of a table are shown"
"""Keys of the metadata's `info`."""
TABLE = PageVersion.__tablename__
CHANGES = ("insert", "update", "delete")
ROWS = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}
CHANCE = {"sqlite": "lower(hex(randomblob(16)))", "postgresql": "gen_random_uuid()::text"}
FORGET = f"DELETE FROM {TABLE}"
THERE = {
    "sqlite": f"SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger' AND name GLOB '{TABLE}_*'",
    "postgresql": "SELECT tgrelid::regclass::text, tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
    f" WHERE tgname LIKE '{TABLE}\\_%%' AND relnamespace = current_schema()::regnamespace",
}
FUNCTIONS = (
    f"SELECT oid::regprocedure::text FROM pg_proc WHERE proname LIKE '{TABLE}\\_%%'"
    " AND pronamespace = current_schema()::regnamespace"
)
Ways = Mapping[str, Sequence[str]]


def follow(
    metadata: MetaData, quiet: Iterable[str], ways: Ways, partly: Mapping[str, str] | None = None
) -> None:
    """Say which tables are shown, and whose their rows are; have `create_all` put the triggers on.

    Tables that are `quiet` are shown on no kept page. `ways` has, for a table whose rows are artisans', the statements
    that find whose ("SELECT {row}.artisan_id"), and none for one that only pages about many people show. The rows of
    all other tables are everybody's. `partly` has, for a table of which some rows are shown, the condition of those
    ("{row}.state = 'done'"): a row that meets it neither before nor after a change is not heard of.
    """
    metadata.info[QUIET] = frozenset(quiet)
    metadata.info[WAYS] = dict(ways)
    metadata.info[PARTLY] = dict(partly or {})
    if not event.contains(metadata, "after_create", _made):
        event.listen(metadata, "after_create", _made)


def _made(target: MetaData, connection: Connection, **options: Any) -> None:
    put_on(connection, target)


def put_on(connection: Connection, metadata: MetaData) -> None:
    """Put the triggers on every shown table there is, instead of those of before, and begin new versions.

    Without one of the tables (an older revision) none is put on, and there is no version: each may speak of others.
    """
    take_off(connection)
    if not {TABLE, *shown(metadata)} <= set(inspect(connection).get_table_names()):
        return
    dialect = connection.dialect.name
    for name in sorted(shown(metadata)):
        for statement in creation(metadata, name, dialect):
            connection.exec_driver_sql(statement)
    connection.exec_driver_sql(_new_versions(_scopes((EVERYTHING, SHARED)), dialect))


def take_off(connection: Connection) -> None:
    """Take all triggers off, and the versions with them."""
    if TABLE not in inspect(connection).get_table_names():
        return
    connection.exec_driver_sql(FORGET)
    dialect = connection.dialect.name
    on = dialect == "postgresql"
    for table, name in connection.exec_driver_sql(THERE[dialect]).all():
        connection.exec_driver_sql(f"DROP TRIGGER {name}" + (f" ON {table}" if on else ""))
    for (function,) in connection.exec_driver_sql(FUNCTIONS).all() if on else ():
        connection.exec_driver_sql(f"DROP FUNCTION {function}")


def shown(metadata: MetaData) -> set[str]:
    """The names of the tables whose changes change the version: all but the quiet ones."""
    return {table.name for table in metadata.sorted_tables} - {TABLE} - metadata.info.get(QUIET, frozenset())


def lacking(there: Iterable[Sequence[str]], metadata: MetaData, dialect: str) -> list[str]:
    """The shown tables whose triggers are not all among `there` (table, trigger): what `THERE` finds."""
    found: dict[str, set[str]] = {}
    for table, name in there:
        found.setdefault(table, set()).add(name)
    return sorted(
        name for name in shown(metadata) if not names_of(metadata, name, dialect) <= found.get(name, set())
    )


def names_of(metadata: MetaData, table: str, dialect: str) -> set[str]:
    """The names of the triggers a shown table has."""
    kinds = CHANGES if dialect == "sqlite" else ("row", "truncate")
    return {_name(metadata, table, kind, dialect) for kind in kinds}


def _name(metadata: MetaData, table: str, kind: str, dialect: str) -> str:
    said = "".join(_bodies(metadata, table, dialect).values())
    return f"{TABLE}_{table}_{kind}_{sha256(said.encode()).hexdigest()[:6]}"


def creation(metadata: MetaData, table: str, dialect: str) -> list[str]:
    """The statements that put a table's triggers on."""
    statements = []
    for kind, body in _bodies(metadata, table, dialect).items():
        name = _name(metadata, table, kind, dialect)
        if dialect == "sqlite":
            statements.append(f"CREATE TRIGGER {name} AFTER {kind.upper()} ON {table} {body}")
            continue
        run = f"FOR EACH {'ROW' if kind == 'row' else 'STATEMENT'} EXECUTE FUNCTION {name}()"
        when = (
            f"CONSTRAINT TRIGGER {name} AFTER INSERT OR UPDATE OR DELETE ON {table} DEFERRABLE INITIALLY DEFERRED"
            if kind == "row"
            else f"TRIGGER {name} AFTER TRUNCATE ON {table}"
        )
        statements += [
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$".replace("%", "%%"),
            f"CREATE {when} {run}",
        ]
    return statements


def _bodies(metadata: MetaData, table: str, dialect: str) -> Mapping[str, str]:
    """What each trigger of a table does, by its kind."""
    ways = metadata.info.get(WAYS, {}).get(table)
    names = (SHARED,) if ways is None else ()
    shown_if = metadata.info.get(PARTLY, {}).get(table, "")
    if dialect == "postgresql":
        row = _scopes(names, ways or (), ("OLD", "NEW"))
        return {
            "row": _postgresql(row, _either(shown_if, ("OLD", "NEW"))),
            "truncate": _postgresql(_scopes((SHARED,))),
        }
    return {
        kind: _sqlite(_scopes((EVERYTHING, *names), ways or (), ROWS[kind]), _either(shown_if, ROWS[kind]))
        for kind in CHANGES
    }


def _either(condition: str, rows: Sequence[str]) -> str:
    """The condition on a row before or after a change; "" where there is none. A row that is not there meets none."""
    return " OR ".join(condition.format(row=row) for row in rows) if condition else ""


def _scopes(names: Sequence[str], ways: Sequence[str] = (), rows: Sequence[str] = ()) -> str:
    """The statement that finds which scopes a change concerns, each once; "" where there can be none."""
    parts = [f"SELECT '{name}' AS scope" for name in names]
    found = " UNION ".join(way.format(row=row) for way in ways for row in rows)
    if found:
        parts.append(f"SELECT '{ARTISAN}' || id AS scope FROM ({found}) AS hers WHERE id IS NOT NULL")
    return " UNION ".join(parts)


def _new_versions(scopes: str, dialect: str) -> str:
    return (
        f"INSERT INTO {TABLE} (scope, version) SELECT scope, {CHANCE[dialect]} FROM ({scopes}) AS concerned"
    )


def _sqlite(scopes: str, condition: str) -> str:
    """No upsert: the conflict clause of the outer statement would overrule it."""
    when = f"WHEN {condition} " if condition else ""
    return f"{when}BEGIN {FORGET} WHERE scope IN ({scopes}); {_new_versions(scopes, 'sqlite')}; END"


def _postgresql(scopes: str, condition: str = "") -> str:
    """Everything first, once in a transaction; what this transaction has changed already is not changed again."""
    change = "ON CONFLICT (scope) DO UPDATE SET version = excluded.version"
    mine = "pg_current_xact_id()"
    others = (
        f"{_new_versions(scopes, 'postgresql')} {change} WHERE {TABLE}.xmin <> {mine}::xid;" if scopes else ""
    )
    only = f"IF ({condition}) IS NOT TRUE THEN RETURN NULL; END IF;" if condition else ""
    return f"""
    BEGIN
        {only}
        IF current_setting('terajut.{TABLE}', true) IS DISTINCT FROM {mine}::text THEN
            {_new_versions(_scopes((EVERYTHING,)), "postgresql")} {change};
            PERFORM set_config('terajut.{TABLE}', {mine}::text, true);
        END IF;
        {others}
        RETURN NULL;
    END
    """
