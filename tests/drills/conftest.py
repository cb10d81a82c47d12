"""A database of a server's own, of the kind this run is about."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

NUMBERS = count()


@pytest.fixture(scope="module")
def own_database(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """The address of a database, empty at first, that only the tests of one file use."""
    with _database(tmp_path_factory, worker_id) as address:
        yield address


@pytest.fixture
def fresh_database(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """The address of an empty database that nothing else uses."""
    with _database(tmp_path_factory, worker_id) as address:
        yield address


@contextmanager
def _database(folders: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    if os.environ.get("MARKETPLACE_TEST_DATABASE") != "postgresql":
        folder: Path = folders.mktemp("database")
        yield f"sqlite:///{folder / 'own.db'}"
        return
    server = make_url(os.environ["MARKETPLACE_TEST_POSTGRES_URL"]).set(drivername="postgresql+psycopg")
    name = f"terajut_drill_{worker_id}_{os.getpid()}_{next(NUMBERS)}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    yield server.set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    admin.dispose()
