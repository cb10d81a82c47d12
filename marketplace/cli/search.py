"""`search`: build the index of the search anew, tell how far it is."""

from __future__ import annotations

import sys

import click

from marketplace.adapters.search.writing import Busy
from marketplace.background import make_feeder
from marketplace.catalogue import documents
from marketplace.cli.opening import Opening, pass_opening
from marketplace.database.session import reading
from marketplace.listings import changes


@click.group()
def search() -> None:
    """Look after the index of the search. It is a cache: it may be deleted at any time."""


@search.command()
@pass_opening
def rebuild(opening: Opening) -> None:
    """Build the index anew, beside the one that is asked meanwhile.

    Can be stopped (Ctrl-C) and begun again: it goes on where it was. A running site asks the new one once it is
    finished.
    """
    app = opening.app()
    with app.app_context():
        feeder = make_feeder(app)
        with reading() as session:
            total = documents.how_many(session)
        with click.progressbar(length=total, label="Bags", file=sys.stderr) as bar:
            try:
                feeder.rebuild(lambda done, _: bar.update(done - bar.pos))
            except Busy as error:
                raise click.ClickException(
                    "Another process is building the index; `search status` tells how far."
                ) from error
            bar.update(total - bar.pos)
    click.echo(f"The index holds {total} bags.")


@search.command()
@pass_opening
def status(opening: Opening) -> None:
    """Tell which index is asked, how far it is behind, and whether one is being built. Exit code 1 without one."""
    app = opening.app()
    with app.app_context():
        folder = make_feeder(app).folder
        building, name = folder.building(), folder.current()
        with reading() as session:
            total = documents.how_many(session)
            if building:
                click.echo(f"{building}: being built, {folder.state(building).count} of about {total} bags.")
            if name is None:
                click.echo("No index; the site answers from the database.")
                raise click.exceptions.Exit(1)
            try:
                behind = len(changes.since(session, folder.state(name).cursor)[0])
            except changes.CursorLost:
                behind = total
            click.echo(f"{name}: asked; {behind} of {total} bags have changed since.")
