"""`migrate`: move the database to a revision, telling each step."""

from __future__ import annotations

import logging

import click
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from marketplace.artisans.places import load_shipped_places
from marketplace.cli.opening import Opening, pass_opening
from marketplace.cli.schema import MIGRATIONS, newest, present
from marketplace.database.base import db
from marketplace.database.session import writing
from marketplace.programmes.shipped import load_shipped_programmes
from marketplace.toolbox import toolbox
from marketplace.web.content import load


class _Steps(logging.Handler):
    """Prints what Alembic reports of each step."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.getMessage().startswith("Running "):
            click.echo(f"  {record.getMessage()}")


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("revision", default="head")
@pass_opening
def migrate(opening: Opening, revision: str) -> None:
    """Bring the database to REVISION: the newest one by default, with the places and programmes that are shipped.

    An older revision, "base" or "-1" goes back, data included where the migration says how.
    """
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    reporter = logging.getLogger("alembic.runtime.migration")
    steps = _Steps()
    reporter.addHandler(steps)
    reporter.setLevel(logging.INFO)
    try:
        with opening.app().app_context():
            before = present(db.engine)
            if _goes_back(config, before, revision):
                command.downgrade(config, revision)
            else:
                command.upgrade(config, revision)
            after = present(db.engine)
            if after == newest():
                with writing():
                    load_shipped_places()
                    box = toolbox()
                    load_shipped_programmes(load(box.settings.content), at=box.clock())
    except CommandError as error:
        raise click.ClickException(str(error)) from error
    finally:
        reporter.removeHandler(steps)
    told = "was there already" if before == after else f"was {before or 'empty'}"
    click.echo(f"Database at {after or 'base (empty)'} ({told}).")


def _goes_back(config: Config, present_revision: str | None, wanted: str) -> bool:
    """Tell whether the wanted revision lies behind the present one."""
    if wanted == "base" or wanted.startswith("-"):
        return True
    if present_revision is None or wanted in ("head", "heads") or wanted.startswith("+"):
        return False
    script = ScriptDirectory.from_config(config)
    target = script.get_revision(wanted).revision
    behind = {step.revision for step in script.iterate_revisions(present_revision, "base")}
    return target in behind and target != present_revision
