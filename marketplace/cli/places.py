"""`places`: load the places artisans work in."""

from __future__ import annotations

from pathlib import Path

import click

from marketplace.artisans.places import FOLDER, load_places
from marketplace.cli.opening import Opening, pass_opening
from marketplace.database.session import writing


@click.command()
@click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=FOLDER / "bontang.csv"
)
@pass_opening
def places(opening: Opening, file: Path) -> None:
    """Load FILE (code,name,level,parent by Kemendagri code; Bontang's by default). Loading twice changes nothing."""
    with opening.app().app_context():
        try:
            with writing():
                count = load_places(file)
        except ValueError as error:
            raise click.ClickException(f"{file.name}: {error}") from error
    click.echo(f"{count} places.")
