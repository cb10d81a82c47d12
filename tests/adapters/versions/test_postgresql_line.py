"""Asking PostgreSQL: what goes wrong is one error, whatever it was."""

from __future__ import annotations

import socket

import pytest
from sqlalchemy.engine import make_url

from marketplace.adapters.versions import triggers
from marketplace.adapters.versions.lines import Away
from marketplace.adapters.versions.postgresql_line import open_line
from marketplace.database.base import db


def test_a_server_that_is_not_there_is_away():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(Away):
            open_line(make_url(f"postgresql+psycopg://nobody@127.0.0.1:{taken.getsockname()[1]}/none"))


def test_scopes_are_read_and_what_breaks_is_told(app, session):
    if db.engine.dialect.name != "postgresql":
        pytest.skip("asks a PostgreSQL server")
    with db.engine.begin() as connection:
        triggers.put_on(connection, db.metadata)
    line = open_line(db.engine.url)
    assert [scope for scope, _ in line.ask(["*", 'a"b', "a\\b"])] == ["*"]
    with pytest.raises(Away):
        line.rows("SELECT nothing FROM nowhere")
    line.close()
    with pytest.raises(Away):
        line.ask(["*"])
