"""Reading the versions before each page: one statement over a connection of its own, past the session.

Its own, because the answer must be what is committed now, whatever transaction a request will open; and bare, because a
page that is kept costs little more than this question. A database that is slow to answer is not waited for: pages are
made, and say themselves what is wrong with it.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Collection, Mapping
from threading import Lock
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg.pq import ExecStatus
from sqlalchemy import MetaData
from sqlalchemy.engine import URL

from marketplace.adapters.versions.scopes import EVERYTHING, SHARED
from marketplace.adapters.versions.triggers import TABLE, THERE, lacking

ASK = f"SELECT scope, version FROM {TABLE} WHERE scope "  # noqa: S608 - our own names
NEEDED = (EVERYTHING, SHARED)
"""Scopes that always have a version."""
AGAIN_SECONDS = 2.0
"""How long a database that did not answer is left in peace."""
LOOK_SECONDS = 60.0
"""How often it is looked whether lacking triggers have come."""
CONNECT_SECONDS, ANSWER_SECONDS = 2, 1
"""How long is waited for a server to be reached, and for an answer or one's turn to ask."""
PREPARED = b"versions"
log = logging.getLogger(__name__)


class Watch:
    """The versions of the database behind `url`. Any thread may ask; questions are answered one at a time.

    None where a shown table lacks its triggers (told once a minute), or the database does not answer.
    """

    def __init__(self, url: URL, metadata: MetaData) -> None:
        self._url = url
        self._dialect = url.get_backend_name()
        self._metadata = metadata
        self._lock = Lock()
        self._connection: Any = None
        self._not_before = 0.0

    def now(self, scopes: Collection[str] = ()) -> Mapping[str, str] | None:
        asked = dict.fromkeys((EVERYTHING, *scopes), "")
        if not self._lock.acquire(timeout=ANSWER_SECONDS):
            return None
        try:
            if self._connection is None and not self._open():
                return None
            asked.update(self._ask(list(asked)))
        except (sqlite3.Error, psycopg.Error):
            self._not_before = time.monotonic() + AGAIN_SECONDS
            self._drop()
            return None
        finally:
            self._lock.release()
        return asked if all(asked.get(scope, "*") for scope in NEEDED) else None

    def close(self) -> None:
        with self._lock:
            self._drop()

    def _ask(self, scopes: list[str]) -> list[tuple[str, str]]:
        if self._dialect == "sqlite":
            marks = ", ".join("?" * len(scopes))
            found = self._connection.execute(f"{ASK} IN ({marks})", scopes)
            rows: list[tuple[str, str]] = found.fetchall()
            return rows
        return self._ask_bare(scopes)

    def _ask_bare(self, scopes: list[str]) -> list[tuple[str, str]]:
        """Ask a PostgreSQL server by libpq's own call: psycopg's cursor costs more than the question and its answer."""
        quoted = (scope.replace("\\", "\\\\").replace('"', '\\"') for scope in scopes)
        listed = "{" + ",".join(f'"{scope}"' for scope in quoted) + "}"
        answer = self._connection.pgconn.exec_prepared(PREPARED, [listed.encode()])
        if answer.status != ExecStatus.TUPLES_OK:
            raise psycopg.OperationalError("the versions could not be read")
        return [
            (answer.get_value(row, 0).decode(), answer.get_value(row, 1).decode())
            for row in range(answer.ntuples)
        ]

    def _open(self) -> bool:
        if time.monotonic() < self._not_before:
            return False
        self._connection = self._connect()
        there = self._connection.execute(THERE[self._dialect].replace("%%", "%")).fetchall()
        bare = lacking(there, self._metadata, self._dialect)
        if bare:
            log.warning("no page is kept: changes of %s are not noticed; `migrate` mends it", ", ".join(bare))
            self._not_before = time.monotonic() + LOOK_SECONDS
            self._drop()
        return not bare

    def _connect(self) -> Any:
        if self._dialect == "sqlite":
            file = f"file:{quote(self._url.database or '')}?mode=ro"
            return sqlite3.connect(
                file, uri=True, timeout=ANSWER_SECONDS, isolation_level=None, check_same_thread=False
            )
        address = self._url.set(drivername="postgresql").render_as_string(hide_password=False)
        connection = psycopg.connect(
            address,
            autocommit=True,
            connect_timeout=CONNECT_SECONDS,
            tcp_user_timeout=CONNECT_SECONDS * 1000,
            options=f"-c statement_timeout={ANSWER_SECONDS * 1000} -c client_encoding=UTF8",
        )
        prepared = connection.pgconn.prepare(PREPARED, f"{ASK} = ANY($1::text[])".encode())
        if prepared.status != ExecStatus.COMMAND_OK:
            connection.close()
            raise psycopg.OperationalError("the versions cannot be asked for")
        return connection

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None
