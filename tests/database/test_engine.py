"""What a fresh connection is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm import Session

from marketplace.access.roles import Role
from marketplace.accounts.models import Account
from marketplace.database.base import db
from marketplace.database.engine import BUSY_MILLISECONDS, WRITING, engine_options, prepare
from tests.conftest import NOON

NIK = "6474010101900001"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    url = f"sqlite:///{tmp_path / 'small.db'}"
    made = create_engine(url, **engine_options(url))
    prepare(made)
    with made.begin() as connection:
        connection.execute(text("CREATE TABLE parent (id INTEGER PRIMARY KEY)"))
        connection.execute(text("CREATE TABLE child (parent_id INTEGER REFERENCES parent (id))"))
    yield made
    made.dispose()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 1), ("foreign_keys", 1), ("busy_timeout", BUSY_MILLISECONDS)],
)
def test_every_sqlite_connection_is_told_how_to_wait_and_check(
    engine: Engine, pragma: str, value: object
) -> None:
    for _ in range(2):
        with engine.connect() as connection:
            assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == value
        engine.dispose()


def test_a_row_cannot_point_nowhere(engine: Engine) -> None:
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text("INSERT INTO child VALUES (1)"))


@pytest.mark.parametrize("writes", [True, False])
def test_a_writer_takes_the_lock_at_once_and_a_reader_never(engine: Engine, writes: bool) -> None:
    other = create_engine(engine.url, connect_args={"timeout": 0})
    prepare(other)
    event.listen(other, "connect", lambda connection, record: connection.execute("PRAGMA busy_timeout=0"))
    token = WRITING.set(writes)
    try:
        with engine.connect() as first:
            first.execute(text("SELECT 1"))
            WRITING.set(True)
            with other.connect() as second:
                if writes:
                    with pytest.raises(OperationalError, match="locked"):
                        second.execute(text("SELECT 1"))
                else:
                    second.execute(text("INSERT INTO parent VALUES (1)"))
                    second.commit()
    finally:
        WRITING.reset(token)
        other.dispose()


def test_other_databases_are_left_as_they_are() -> None:
    heard: list[Any] = []

    class Dialect:
        name = "postgresql"

    class Other:
        dialect = Dialect()

        def __getattr__(self, name: str) -> Any:
            heard.append(name)
            raise AttributeError(name)

    prepare(Other())  # type: ignore[arg-type]
    assert heard == []


@pytest.mark.parametrize("url", ["sqlite:///x.db", "postgresql+psycopg://u@h/d"])
def test_a_connection_that_died_meanwhile_is_replaced_where_there_is_a_server(url: str) -> None:
    assert engine_options(url).get("pool_pre_ping", False) is url.startswith("postgresql")


def test_an_error_of_the_database_does_not_repeat_what_was_to_be_kept(app: Flask, session: Session) -> None:
    """Its text goes to the log, and the values may be numbers and addresses of people."""
    for name in (NIK, NIK):
        session.add(
            Account(name=name, email=f"{NIK}@x.invalid", password_hash="!", role=Role.BUYER, created_at=NOON)
        )
    with pytest.raises(DBAPIError) as caught:
        session.flush()
    assert NIK not in str(caught.value).replace(str(caught.value.orig), "")
    assert db.engine.hide_parameters is True
