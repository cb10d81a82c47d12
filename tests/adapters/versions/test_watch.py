"""What is asked before each page: the committed version, or nothing where pages must not be kept."""

from __future__ import annotations

import logging

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from marketplace.adapters.versions import triggers
from marketplace.adapters.versions.scopes import of_artisan
from marketplace.adapters.versions.watch import Watch
from marketplace.database.base import db


@pytest.fixture
def watch(app, session):
    with db.engine.begin() as connection:
        triggers.put_on(connection, db.metadata)
    watch = Watch(db.engine.url, db.metadata)
    yield watch
    watch.close()


def test_it_sees_what_is_committed_and_nothing_earlier(watch, make, session):
    before = watch.now()
    assert before and watch.now() == before
    artisan = make.artisan()
    made = watch.now()
    assert made != before
    artisan.name = "Nama Baru"
    session.flush()
    assert watch.now() == made
    session.commit()
    assert watch.now() != made


def test_scopes_are_read_with_everything_in_one_statement(watch, make, session):
    first, second = make.artisan(), make.artisan()
    scopes = ("+", of_artisan(first.id), of_artisan(second.id), of_artisan(1_000_000))
    before = watch.now(scopes)
    assert list(before) == ["*", *scopes] and before[of_artisan(1_000_000)] == ""
    second.name = "Nama Baru"
    session.commit()
    after = watch.now(scopes)
    assert {scope for scope in after if after[scope] != before[scope]} == {"*", of_artisan(second.id)}


def test_whoever_cannot_ask_soon_is_not_kept_waiting(watch, monkeypatch):
    """A database that hangs holds up the one who asks it, not those behind him."""
    monkeypatch.setattr("marketplace.adapters.versions.watch.ANSWER_SECONDS", 0.01)
    with watch._lock:
        assert watch.now() is None
    assert watch.now()


def test_a_table_without_its_triggers_keeps_every_page_from_being_kept(watch, caplog, session):
    with db.engine.begin() as connection:
        on = " ON listing" if connection.dialect.name == "postgresql" else ""
        name = sorted(triggers.names_of(db.metadata, "listing", connection.dialect.name))[0]
        connection.exec_driver_sql(f"DROP TRIGGER {name}{on}")
    with caplog.at_level(logging.WARNING):
        assert watch.now() is None
    assert "listing" in caplog.text
    with db.engine.begin() as connection:
        triggers.put_on(connection, db.metadata)


def test_without_a_version_or_a_database_there_is_none(watch, session, tmp_path):
    with db.engine.begin() as connection:
        connection.execute(text("DELETE FROM page_version WHERE scope = '+'"))
    assert watch.now() and watch.now(("+",)) is None
    with db.engine.begin() as connection:
        connection.execute(text("DELETE FROM page_version"))
    assert watch.now() is None
    away = Watch(make_url(f"sqlite:///{tmp_path / 'nothing.db'}"), db.metadata)
    assert away.now() is None
    assert not (tmp_path / "nothing.db").exists(), "asking makes no database"


def test_a_connection_that_broke_is_opened_again(watch, make):
    assert watch.now()
    watch._line.close()
    assert watch.now() is None
    watch._not_before = 0.0
    assert watch.now()


def test_a_scope_is_a_word_whatever_stands_in_it(watch, make):
    make.artisan()
    odd = ('a"b', "a\\b", "a,b", "{}", "a'b", "NULL", "")
    found = watch.now(("+", *odd))
    assert found and found["*"] and found["+"] and {found[one] for one in odd} == {""}
