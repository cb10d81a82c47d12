"""Asking SQLite: what goes wrong is one error, whatever it was."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy.engine import make_url

from marketplace.adapters.versions.lines import Away
from marketplace.adapters.versions.sqlite_line import open_line


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "one.db"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE page_version (scope TEXT, version TEXT)")
        database.execute("INSERT INTO page_version VALUES ('*', '1'), ('+', '2')")
    return path


def test_scopes_are_read_and_nothing_else(file):
    line = open_line(make_url(f"sqlite:///{file}"))
    assert line.ask(["*", "'"]) == [("*", "1")]
    assert line.rows("SELECT count(*) FROM page_version") == [(2,)]
    with pytest.raises(Away):
        line.rows("DELETE FROM page_version")
    line.close()
    with pytest.raises(Away):
        line.ask(["*"])


def test_a_file_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(Away):
        open_line(make_url(f"sqlite:///{tmp_path / 'nothing.db'}"))
    assert not list(tmp_path.iterdir())
