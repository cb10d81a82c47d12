"""`render-pictures`: make the light copies of pictures anew where their recipe has changed."""

from __future__ import annotations

import sys

import click

from marketplace.cli.opening import Opening, pass_opening
from marketplace.database.session import reading
from marketplace.kit.errors import Unavailable
from marketplace.pictures import queries
from marketplace.pictures.rerendering import remake
from marketplace.toolbox import toolbox


@click.command("render-pictures")
@pass_opening
def render_pictures(opening: Opening) -> None:
    """Make the light copies anew of every picture whose copies were made by another recipe than today's.

    Can be stopped (Ctrl-C) and begun again, beside a running site: each picture is done or not begun, and pages show
    the old copies until the new ones are there. Old files go with the daily sweep a week later. Fails (exit code 1)
    when a picture could not be made; it keeps its old copies.
    """
    failed = []
    with opening.app().app_context():
        box = toolbox()
        with reading():
            waiting = queries.outdated()
        with click.progressbar(waiting, label="Pictures", file=sys.stderr) as bar:
            for number, digest in bar:
                try:
                    reason = remake(box, digest)
                except Unavailable as error:
                    raise click.ClickException(f"Stopped at picture {number}: {error.code}.") from error
                if reason:
                    failed.append((number, reason))
    for number, reason in failed:
        click.echo(f"picture {number}: {reason}")
    click.echo(f"{len(waiting) - len(failed)} pictures made anew, {len(failed)} could not be.")
    if failed:
        raise click.exceptions.Exit(1)
