"""Many rows at once: into a new SQLite file, or by COPY into an empty PostgreSQL database. All or nothing in both.

Indexes and foreign keys are made after the rows. A column nobody names gets its default as the models say.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Numeric, Time
from sqlalchemy import Table as Layout
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.types import TypeDecorator, TypeEngine

CONVERTED = (JSON, Boolean, Date, DateTime, Numeric, Time)
"""Types whose values SQLite keeps in another shape. Everything else is passed as it is: give enums by their value."""


class Table:
    """Rows on their way into one table; `add` takes the values of the named columns in that order."""

    def __init__(self, layout: Layout, *names: str) -> None:
        self.layout = layout
        self.rows: list[tuple[Any, ...]] = []
        given = [layout.c[name] for name in names]
        silent = [column for column in layout.c if column.name not in names and column.default is not None]
        self.columns: list[Column[Any]] = given + silent
        self._rest = tuple(_default(column) for column in silent)

    def add(self, *values: Any) -> None:
        self.rows.append(values + self._rest)

    def converted(self, dialect: Any) -> Iterator[Sequence[Any]]:
        """The rows as the driver wants them; they are taken away."""
        rows, self.rows = self.rows, []
        ways = [(place, _way(column.type, dialect)) for place, column in enumerate(self.columns)]
        ways = [(place, way) for place, way in ways if way is not None]
        if not ways:
            yield from rows
            return
        for row in rows:
            changed = list(row)
            for place, way in ways:
                changed[place] = way(changed[place])
            yield changed


def _default(column: Column[Any]) -> Any:
    default = column.default
    value = default.arg if default.is_scalar else default.arg(None)
    return getattr(value, "value", value)


def _way(kind: TypeEngine[Any], dialect: Any) -> Any:
    inner = kind.impl if isinstance(kind, TypeDecorator) else kind
    return kind.dialect_impl(dialect).bind_processor(dialect) if isinstance(inner, CONVERTED) else None


class SqliteLoader:
    """Writes into a file that nobody else has open; what is half written is not worth keeping."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._dialect = sqlite.dialect()

    def prepare(self) -> None:
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF", "cache_size=-200000"):
            self._connection.execute(f"PRAGMA {pragma}")
        found = self._connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        ).fetchall()
        for name, _ in found:
            self._connection.execute(f'DROP INDEX "{name}"')
        self._later = [sql for _, sql in found]
        self._connection.execute("BEGIN")

    def write(self, tables: Iterable[Table]) -> None:
        for table in tables:
            if table.rows:
                names = ", ".join(f'"{column.name}"' for column in table.columns)
                marks = ", ".join("?" * len(table.columns))
                statement = f'INSERT INTO "{table.layout.name}" ({names}) VALUES ({marks})'
                self._connection.executemany(statement, table.converted(self._dialect))

    def finish(self) -> Iterator[str]:
        self._connection.execute("COMMIT")
        for statement in self._later:
            yield statement.split("ON")[0].split()[-1].strip('"')
            self._connection.execute(statement)
        yield "statistics"
        self._connection.execute("ANALYZE")
        self._connection.execute("PRAGMA journal_mode=WAL")

    def close(self) -> None:
        self._connection.close()


class PostgresLoader:
    """Writes in one transaction, schema changes included: whatever ends it early leaves the database empty."""

    def __init__(self, url: str) -> None:
        address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._connection = psycopg.connect(address)
        self._dialect = postgresql.dialect()
        self._tables: dict[str, Layout] = {}

    def prepare(self) -> None:
        keys = self._all(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE contype = 'f' AND connamespace = current_schema()::regnamespace"
        )
        indexes = self._all(
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND indexname NOT IN"
            " (SELECT conname FROM pg_constraint WHERE contype IN ('p', 'u'))"
        )
        for table, name, _ in keys:
            self._connection.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        for name, _ in indexes:
            self._connection.execute(f'DROP INDEX "{name}"')
        self._later = [(name, sql) for name, sql in indexes]
        self._later += [(name, f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {sql}') for table, name, sql in keys]

    def _all(self, statement: str) -> list[tuple[str, ...]]:
        return self._connection.execute(statement).fetchall()

    def write(self, tables: Iterable[Table]) -> None:
        for table in tables:
            if not table.rows:
                continue
            self._tables[table.layout.name] = table.layout
            names = ", ".join(f'"{column.name}"' for column in table.columns)
            with self._connection.cursor() as cursor:
                with cursor.copy(f'COPY "{table.layout.name}" ({names}) FROM STDIN') as copy:
                    for row in table.converted(self._dialect):
                        copy.write_row(row)

    def finish(self) -> Iterator[str]:
        self._connection.execute("SET LOCAL maintenance_work_mem = '256MB'")
        for name, layout in self._tables.items():
            if "id" in layout.c:
                self._connection.execute(
                    f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM \"{name}\"))"
                )
        for name, statement in self._later:
            yield name
            self._connection.execute(statement)
        yield "statistics"
        self._connection.execute("ANALYZE")
        self._connection.commit()

    def close(self) -> None:
        self._connection.close()


Loader = SqliteLoader | PostgresLoader


@contextmanager
def loader_of(url: str) -> Iterator[Loader]:
    """A loader for the migrated and empty database behind `url`."""
    made: Loader = (
        SqliteLoader(Path(make_url(url).database or "")) if url.startswith("sqlite") else PostgresLoader(url)
    )
    with closing(made):
        yield made
