"""What stands between starting and serving: the newest tables, and demo data in a brand-new installation."""

from __future__ import annotations

from pathlib import Path

import click

from marketplace.adapters.versions import triggers
from marketplace.cli.opening import Opening
from marketplace.cli.schema import newest, present
from marketplace.database.base import db
from marketplace.settings import Settings

SQLITE = "sqlite:///"


def prepare(context: click.Context, opening: Opening) -> None:
    """Migrate when the database is behind; load demo data into a default installation that has none yet.

    Demo data whose loading was cut short is thrown away, database included, and loaded again: a mark beside the
    database tells it from one that somebody uses.
    """
    settings = opening.settings
    mark = settings.data_dir / "demo-unfinished"
    if mark.exists():
        _begin_again(settings, mark)
    if wants_demo(settings):
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
    with opening.app().app_context():
        behind = present(db.engine) != newest() or not _notices_changes()
        db.engine.dispose()
    if behind:
        click.echo("Preparing the database ...")
        run(context, "migrate", revision="head")
    if mark.exists():
        run(context, "demo")
        mark.unlink()


def _notices_changes() -> bool:
    """Whether all triggers stand that kept pages hang on; which tables are shown may change without a migration."""
    dialect = db.engine.dialect.name
    with db.engine.connect() as connection:
        there = connection.exec_driver_sql(triggers.THERE[dialect]).all()
    return not triggers.lacking(there, db.metadata, dialect)


def wants_demo(settings: Settings) -> bool:
    """Tell whether this is a fresh default installation: demo not switched off, SQLite, and no database file yet."""
    path = database_file(settings)
    return settings.demo and not settings.production and path is not None and not path.exists()


def database_file(settings: Settings) -> Path | None:
    """Return where SQLite keeps the database; None for another database, or one in memory."""
    path = settings.database_url.removeprefix(SQLITE)
    return Path(path) if path and path != settings.database_url else None


def _begin_again(settings: Settings, mark: Path) -> None:
    path = database_file(settings)
    if path is not None and settings.demo and not settings.production:
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    mark.unlink()


def run(context: click.Context, name: str, **arguments: object) -> None:
    """Run another command of the same group, in this process."""
    group = context.find_root().command
    command = group.get_command(context, name) if isinstance(group, click.Group) else None
    if command is None:
        raise click.ClickException(f"there is no command {name!r}")
    context.invoke(command, **arguments)
