"""How Alembic runs here: inside the application's context, on its engine, one migrator at a time."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection, text

from marketplace.adapters.versions import triggers
from marketplace.database.base import db
from marketplace.listings import changes

ADVISORY_KEY = 7_263_991


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        compare_type=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def _tell_sqlite(connection: Connection, words: str) -> None:
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(words)


def _migrate() -> None:
    engine = db.engine
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            # A batch move rebuilds a table; with foreign keys on, dropping the old one would empty its children.
            # Said past SQLAlchemy: it would begin a transaction first, and inside one the word is not heard.
            _tell_sqlite(connection, "PRAGMA foreign_keys=OFF")
        else:
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": ADVISORY_KEY})
            connection.commit()
        try:
            changes.take_off(connection)
            triggers.take_off(connection)
            connection.commit()
            _run(connection)
            if changes.tables_are_there(connection):
                changes.ensure(connection)
            triggers.put_on(connection, db.metadata)
            connection.commit()
        finally:
            connection.rollback()
            if engine.dialect.name == "sqlite":
                _tell_sqlite(connection, "PRAGMA foreign_keys=ON")
            else:
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": ADVISORY_KEY})
                connection.commit()


_migrate()
