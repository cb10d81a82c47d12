"""Databases at the newest version, and the way through the versions.

Moving up through all versions and putting the demonstration in is done once in each process; a test that begins there
is given a copy of the database and its folder, and does with it what it wants.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from flask import Flask
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url

from marketplace.app import create_app
from marketplace.cli.schema import MIGRATIONS
from marketplace.database.base import db
from marketplace.demo.loader import load
from marketplace.settings import Settings

FILE = "migrations.db"

Start = Callable[[Path, str, str | None], AbstractContextManager[Flask]]


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


@pytest.fixture
def config() -> Config:
    return _config()


def _server() -> URL | None:
    """The PostgreSQL server this run is about, or None if it is about SQLite."""
    if os.environ.get("MARKETPLACE_TEST_DATABASE") != "postgresql":
        return None
    return make_url(os.environ["MARKETPLACE_TEST_POSTGRES_URL"]).set(drivername="postgresql+psycopg")


def _on_server(statement: str) -> None:
    server = _server()
    assert server is not None
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(statement))
    admin.dispose()


@pytest.fixture(scope="session")
def start(worker_id: str) -> Start:
    """start(folder, name, like): an application on a database of its own; `like` names one to begin as a copy of."""

    @contextmanager
    def running(folder: Path, name: str, like: str | None = None) -> Iterator[Flask]:
        server, database = _server(), f"terajut_{name}_{worker_id}_{os.getpid()}"
        url = f"sqlite:///{folder / FILE}"
        if server is not None:
            copied = f' TEMPLATE "terajut_{like}_{worker_id}_{os.getpid()}"' if like else ""
            _on_server(f'CREATE DATABASE "{database}"{copied}')
            url = server.set(database=database).render_as_string(hide_password=False)
        settings = Settings(
            testing=True,
            data_dir=folder,
            database_url=url,
            media_dir=folder / "media",
            private_dir=folder / "private",
            mail_url="memory:",
        )
        app = create_app(settings)
        with app.app_context():
            yield app
            db.session.remove()
            db.engine.dispose()

    return running


def _dropped(name: str, worker_id: str) -> None:
    if _server() is not None:
        _on_server(f'DROP DATABASE "terajut_{name}_{worker_id}_{os.getpid()}" WITH (FORCE)')


@pytest.fixture(scope="session")
def at_head(tmp_path_factory: pytest.TempPathFactory, start: Start, worker_id: str) -> Iterator[Path]:
    """The folder of a database at the newest version, with nothing in it."""
    folder = tmp_path_factory.mktemp("at-head")
    with start(folder, "at_head", None):
        command.upgrade(_config(), "head")
    yield folder
    _dropped("at_head", worker_id)


@pytest.fixture(scope="session")
def demonstration(
    tmp_path_factory: pytest.TempPathFactory, at_head: Path, start: Start, worker_id: str
) -> Iterator[Path]:
    """The folder of a database at the newest version, with the demonstration in it."""
    folder = tmp_path_factory.mktemp("demonstration") / "data"
    shutil.copytree(at_head, folder)
    with start(folder, "demonstration", "at_head") as app:
        load(app.extensions["toolbox"], lambda done, total: None)
    yield folder
    _dropped("demonstration", worker_id)


@pytest.fixture
def newest(tmp_path: Path, at_head: Path, start: Start, worker_id: str) -> Iterator[Flask]:
    """An application on a database at the newest version, with nothing in it."""
    shutil.copytree(at_head, tmp_path, dirs_exist_ok=True)
    with start(tmp_path, "migrations", "at_head") as app:
        yield app
    _dropped("migrations", worker_id)


@pytest.fixture
def filled(tmp_path: Path, demonstration: Path, start: Start, worker_id: str) -> Iterator[Flask]:
    """An application on a database at the newest version, with the demonstration in it, its photos left out."""
    shutil.copytree(demonstration, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("media"))
    with start(tmp_path, "migrations", "demonstration") as app:
        yield app
    _dropped("migrations", worker_id)
