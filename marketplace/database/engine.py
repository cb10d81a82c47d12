"""What a fresh connection is told: how SQLite waits, locks and checks."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from sqlalchemy import Connection, Engine, event

WRITING: ContextVar[bool] = ContextVar("writing", default=False)
BUSY_MILLISECONDS = 5_000
CONNECT_SECONDS, POOL_SECONDS = 5, 10
"""How long a request waits for a database server that does not answer, and for a free connection."""


def engine_options(url: str) -> dict[str, Any]:
    """Return keyword arguments for `create_engine` that suit the database behind `url`.

    An error of the database ends up in the log: it must not repeat the values, which may be personal numbers.
    """
    if url.startswith("sqlite"):
        return {"hide_parameters": True, "connect_args": {"timeout": BUSY_MILLISECONDS / 1000}}
    return {
        "hide_parameters": True,
        "pool_pre_ping": True,
        "pool_size": 10,
        "max_overflow": 10,
        "pool_timeout": POOL_SECONDS,
        "connect_args": {"connect_timeout": CONNECT_SECONDS},
    }


def prepare(engine: Engine) -> None:
    """Make every SQLite connection use WAL and begin its writing transactions with the lock already taken.

    A deferred transaction that turns into a writer halfway fails at once with "database is locked" when another
    writer was quicker; BEGIN IMMEDIATE waits its turn instead (see ARCHITECTURE.md, transactions).
    """
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)


def _configure(connection: Any, record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if WRITING.get() else "BEGIN")
