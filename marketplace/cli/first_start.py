"""What stands between starting and serving: the newest tables, and demo data in a brand-new installation."""

from __future__ import annotations

from pathlib import Path

import click

from marketplace.cli.opening import Opening
from marketplace.cli.schema import newest, present
from marketplace.database.base import db
from marketplace.settings import Settings

SQLITE = "sqlite:///"


def prepare(context: click.Context, opening: Opening) -> None:
    """Migrate when the database is behind; load demo data into a default installation that has none yet."""
    unfinished = opening.settings.data_dir / "demo-unfinished"
    if wants_demo(opening.settings):
        unfinished.parent.mkdir(parents=True, exist_ok=True)
        unfinished.touch()
    with opening.app().app_context():
        behind = present(db.engine) != newest()
        db.engine.dispose()
    if behind:
        click.echo("Preparing the database ...")
        run(context, "migrate", revision="head")
    if unfinished.exists() and opening.settings.demo:
        run(context, "demo")
        unfinished.unlink()


def wants_demo(settings: Settings) -> bool:
    """Tell whether this is a fresh default installation: demo not switched off, SQLite, and no database file yet."""
    if settings.production or not settings.demo or not settings.database_url.startswith(SQLITE):
        return False
    return not Path(settings.database_url.removeprefix(SQLITE)).exists()


def run(context: click.Context, name: str, **arguments: object) -> None:
    """Run another command of the same group, in this process."""
    group = context.find_root().command
    command = group.get_command(context, name) if isinstance(group, click.Group) else None
    if command is None:
        raise click.ClickException(f"there is no command {name!r}")
    context.invoke(command, **arguments)
