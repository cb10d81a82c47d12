"""Whatever writes to a shown table, the version is another one afterwards; of quiet tables it hears nothing."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy import Boolean, Date, DateTime, Integer, create_engine, inspect, text

from marketplace.adapters.versions import triggers
from marketplace.adapters.versions.models import PageVersion
from marketplace.database.base import db
from marketplace.database.engine import WRITING
from marketplace.listings.models import Listing
from marketplace.web.quiet_tables import QUIET_TABLES, SHOWN_IF
from marketplace.web.whose_rows import WHOSE


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """All tables in SQLite, with no rule but the triggers, so that any row may be put anywhere."""
    path = tmp_path_factory.mktemp("bare") / "bare.db"
    engine = create_engine(f"sqlite:///{path}")
    triggers.follow(db.metadata, QUIET_TABLES, WHOSE, SHOWN_IF)
    db.metadata.create_all(engine)
    engine.dispose()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("PRAGMA ignore_check_constraints=ON")
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_refuse_%'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    yield connection
    connection.close()


def version(connection):
    return connection.execute("SELECT version FROM page_version WHERE scope = '*'").fetchone()[0]


def any_row(table):
    """One value for each column, of about its type."""
    return {
        column.name: 1
        if isinstance(column.type, Integer | Boolean)
        else "2026-04-14 00:00:00"
        if isinstance(column.type, Date | DateTime)
        else "x"
        for column in table.columns
    }


TABLES = sorted(name for name in db.metadata.tables if name != PageVersion.__tablename__)


@pytest.mark.parametrize("name", TABLES)
def test_every_change_of_every_shown_table_changes_the_version(bare, name):
    row = any_row(db.metadata.tables[name])
    seen = [version(bare)]
    marks = ", ".join("?" * len(row))
    columns = ", ".join(f'"{column}"' for column in row)
    bare.execute(f'INSERT INTO "{name}" ({columns}) VALUES ({marks})', tuple(row.values()))  # noqa: S608 - our own tables
    seen.append(version(bare))
    first = next(iter(row))
    bare.execute(f'UPDATE "{name}" SET "{first}" = "{first}"')  # noqa: S608 - our own tables
    seen.append(version(bare))
    bare.execute(f'DELETE FROM "{name}"')  # noqa: S608 - our own tables
    seen.append(version(bare))
    assert len(set(seen)) == (1 if name in QUIET_TABLES else 4)


def scopes_changed(bare, statement):
    before = dict(bare.execute("SELECT scope, version FROM page_version").fetchall())
    bare.execute(statement)
    after = dict(bare.execute("SELECT scope, version FROM page_version").fetchall())
    return {scope for scope in after if before.get(scope) != after[scope]}


def test_rows_of_nobody_are_everybodys(bare):
    assert scopes_changed(bare, "INSERT INTO place (code, name, level) VALUES ('99', 'Lain', 1)") == {
        "*",
        "+",
    }


def test_rows_of_an_artisan_are_hers_before_and_after(bare):
    row = any_row(db.metadata.tables["certificate"]) | {"id": 71, "artisan_id": 7}
    columns, marks = ", ".join(f'"{one}"' for one in row), ", ".join(repr(one) for one in row.values())
    insert = f"INSERT INTO certificate ({columns}) VALUES ({marks})"  # noqa: S608 - our own tables
    assert scopes_changed(bare, insert) == {"*", "a:7"}
    moved = scopes_changed(bare, "UPDATE certificate SET artisan_id = 8 WHERE id = 71")
    assert moved == {"*", "a:7", "a:8"}
    unit = "INSERT INTO unit (id, certificate_id, position, code, title, title_en) VALUES (72, {}, 1, 'x', 'x', '')"
    assert scopes_changed(bare, unit.format(71)) == {"*", "a:8"}
    assert scopes_changed(bare, "UPDATE unit SET certificate_id = 999 WHERE id = 72") == {"*", "a:8"}
    assert scopes_changed(bare, "DELETE FROM unit WHERE id = 72") == {"*"}
    assert scopes_changed(bare, "DELETE FROM certificate WHERE id = 71") == {"*", "a:8"}


@pytest.mark.parametrize(
    ("name", "unseen", "seen"),
    [
        ("question", "state = 'waiting'", "state = 'answered'"),
        ("report", "outcome = NULL", "outcome = 'proven'"),
    ],
)
def test_a_row_nobody_sees_is_not_heard_of_until_it_is_seen(bare, name, unseen, seen):
    column = unseen.partition(" ")[0]
    row = any_row(db.metadata.tables[name]) | {"id": 81, column: None if "NULL" in unseen else "waiting"}
    columns, marks = ", ".join(f'"{one}"' for one in row), ", ".join("?" * len(row))
    before = version(bare)
    bare.execute(f"INSERT INTO {name} ({columns}) VALUES ({marks})", tuple(row.values()))  # noqa: S608 - our own tables
    bare.execute(f"UPDATE {name} SET version = 2 WHERE id = 81")  # noqa: S608 - our own tables
    assert version(bare) == before
    versions = [before]
    for change in (seen, "version = 3", unseen):
        bare.execute(f"UPDATE {name} SET {change} WHERE id = 81")  # noqa: S608 - our own tables
        versions.append(version(bare))
    assert len(set(versions)) == 4, "what comes into sight, changes there and goes again"
    bare.execute(f"DELETE FROM {name} WHERE id = 81")  # noqa: S608 - our own tables
    assert version(bare) == versions[-1]


def test_triggers_of_another_release_count_for_none(bare):
    names = triggers.names_of(db.metadata, "listing", "sqlite")
    ways = dict(db.metadata.info[triggers.WAYS])
    db.metadata.info[triggers.WAYS] = {**ways, "listing": ()}
    try:
        assert not triggers.names_of(db.metadata, "listing", "sqlite") & names
    finally:
        db.metadata.info[triggers.WAYS] = ways


def test_an_insert_that_ignores_conflicts_changes_it_as_well(bare):
    before = version(bare)
    bare.execute("INSERT OR IGNORE INTO place (code, name, level) VALUES ('64', 'Kaltim', 1)")
    middle = version(bare)
    bare.execute("INSERT OR REPLACE INTO place (code, name, level) VALUES ('64', 'Kalimantan Timur', 1)")
    assert len({before, middle, version(bare)}) == 3


def kept_version(session):
    return session.scalar(text("SELECT version FROM page_version WHERE scope = '*'"))


def test_on_either_database_the_triggers_stand_on_every_shown_table(session):
    dialect = session.get_bind().dialect.name
    there = {(row[0], row[1]) for row in session.execute(text(triggers.THERE[dialect].replace("%%", "%")))}
    for name in triggers.shown(db.metadata):
        assert {(name, one) for one in triggers.names_of(db.metadata, name, dialect)} <= there
    assert not {table for table, _ in there} & QUIET_TABLES


def test_core_statements_and_rolled_back_changes(make, session):
    listing = make.listing()
    before = kept_version(session)
    session.rollback()
    token = WRITING.set(True)
    session.execute(Listing.__table__.update().where(Listing.id == listing.id).values(price=1_000))
    session.rollback()
    assert kept_version(session) == before, "what is rolled back has not happened"
    session.rollback()
    session.execute(Listing.__table__.update().where(Listing.id == listing.id).values(price=1_000))
    session.commit()
    WRITING.reset(token)
    assert kept_version(session) != before


def test_a_savepoint_that_is_undone_leaves_the_rest_noticed(make, session):
    listing = make.listing()
    before = kept_version(session)
    session.rollback()
    token = WRITING.set(True)
    undone = session.begin_nested()
    session.execute(Listing.__table__.update().values(price=2_000))
    undone.rollback()
    session.execute(Listing.__table__.update().where(Listing.id == listing.id).values(price=3_000))
    session.commit()
    WRITING.reset(token)
    assert kept_version(session) != before


def test_taken_off_and_put_on_again(session, app):
    with db.engine.begin() as connection:
        triggers.take_off(connection)
        assert connection.scalar(text("SELECT count(*) FROM page_version")) == 0
        dialect = connection.dialect.name
        assert not connection.exec_driver_sql(triggers.THERE[dialect]).all()
        triggers.put_on(connection, db.metadata)
        triggers.put_on(connection, db.metadata)
        assert connection.exec_driver_sql(triggers.THERE[dialect]).all()
    assert inspect(db.engine).has_table("page_version")
