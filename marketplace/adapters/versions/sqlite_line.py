"""Asking SQLite for the versions."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from sqlalchemy.engine import URL

from marketplace.adapters.versions.lines import ANSWER_SECONDS, ASK, Away


def open_line(url: URL) -> SQLiteLine:
    """Open the file for reading: asking makes no database."""
    file = f"file:{quote(url.database or '')}?mode=ro"
    try:
        return SQLiteLine(
            sqlite3.connect(
                file, uri=True, timeout=ANSWER_SECONDS, isolation_level=None, check_same_thread=False
            )
        )
    except sqlite3.Error as error:
        raise Away from error


class SQLiteLine:
    """Keeps the promise of `Line`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def ask(self, scopes: Sequence[str]) -> Sequence[tuple[str, str]]:
        marks = ", ".join("?" * len(scopes))
        try:
            return self._connection.execute(f"{ASK} IN ({marks})", scopes).fetchall()
        except sqlite3.Error as error:
            raise Away from error

    def rows(self, statement: str) -> Sequence[Any]:
        try:
            return self._connection.execute(statement).fetchall()
        except sqlite3.Error as error:
            raise Away from error

    def close(self) -> None:
        self._connection.close()
