"""An empty database, and the way through its versions."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from alembic.config import Config
from flask import Flask
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from marketplace.app import create_app
from marketplace.cli.schema import MIGRATIONS
from marketplace.database.base import db
from marketplace.settings import Settings


@pytest.fixture
def config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


@pytest.fixture
def empty(tmp_path, worker_id) -> Iterator[Flask]:
    """An application on a database without any table, of the kind this run is about."""
    url, drop = f"sqlite:///{tmp_path / 'empty.db'}", None
    if os.environ.get("MARKETPLACE_TEST_DATABASE") == "postgresql":
        server = make_url(os.environ["MARKETPLACE_TEST_POSTGRES_URL"]).set(drivername="postgresql+psycopg")
        name = f"terajut_migrations_{worker_id}_{os.getpid()}"
        admin = create_engine(server, isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}"'))
        url, drop = server.set(database=name).render_as_string(hide_password=False), (admin, name)
    settings = Settings(
        testing=True,
        data_dir=tmp_path,
        database_url=url,
        media_dir=tmp_path / "media",
        private_dir=tmp_path / "private",
        mail_url="memory:",
    )
    app = create_app(settings)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    if drop is not None:
        admin, name = drop
        with admin.connect() as connection:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
        admin.dispose()
