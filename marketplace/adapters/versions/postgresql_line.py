"""Asking PostgreSQL for the versions, by libpq's own call.

psycopg's cursor costs more than the question and its answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg.pq import ExecStatus
from sqlalchemy.engine import URL

from marketplace.adapters.versions.lines import ANSWER_SECONDS, ASK, Away

CONNECT_SECONDS = 2
"""How long is waited for a server to be reached."""
PREPARED = b"versions"


def open_line(url: URL) -> PostgreSQLLine:
    """Connect, and have the question prepared."""
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    try:
        connection = psycopg.connect(
            address,
            autocommit=True,
            connect_timeout=CONNECT_SECONDS,
            tcp_user_timeout=CONNECT_SECONDS * 1000,
            options=f"-c statement_timeout={ANSWER_SECONDS * 1000} -c client_encoding=UTF8",
        )
        prepared = connection.pgconn.prepare(PREPARED, f"{ASK} = ANY($1::text[])".encode())
    except psycopg.Error as error:
        raise Away from error
    if prepared.status != ExecStatus.COMMAND_OK:
        connection.close()
        raise Away("the versions cannot be asked for")
    return PostgreSQLLine(connection)


class PostgreSQLLine:
    """Keeps the promise of `Line`."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def ask(self, scopes: Sequence[str]) -> Sequence[tuple[str, str]]:
        quoted = (scope.replace("\\", "\\\\").replace('"', '\\"') for scope in scopes)
        listed = "{" + ",".join(f'"{scope}"' for scope in quoted) + "}"
        try:
            answer = self._connection.pgconn.exec_prepared(PREPARED, [listed.encode()])
        except psycopg.Error as error:
            raise Away from error
        if answer.status != ExecStatus.TUPLES_OK:
            raise Away("the versions could not be read")
        return [
            (_text(answer.get_value(row, 0)), _text(answer.get_value(row, 1)))
            for row in range(answer.ntuples)
        ]

    def rows(self, statement: str) -> Sequence[Any]:
        try:
            return self._connection.execute(statement).fetchall()
        except psycopg.Error as error:
            raise Away from error

    def close(self) -> None:
        self._connection.close()


def _text(value: bytes | None) -> str:
    return (value or b"").decode()
