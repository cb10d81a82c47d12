"""`places`: the provinces, regencies, districts and villages artisans can choose from."""

from __future__ import annotations

from pathlib import Path

import click

from marketplace.artisans import places as operations
from marketplace.cli.opening import Opening, pass_opening
from marketplace.database.session import writing


@click.group()
def places() -> None:
    """Places by Kemendagri code."""


@places.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@pass_opening
def load(opening: Opening, file: Path) -> None:
    """Add or rename places from FILE, a CSV with the columns code, name, level (1 to 4) and parent.

    Parents stand before their children. Loading a file again changes nothing; no place is ever removed.
    """
    with opening.app().app_context():
        try:
            with writing():
                count = operations.load_places(file)
        except (ValueError, UnicodeDecodeError) as error:
            raise click.ClickException(f"{file.name}: {error}. Nothing was loaded.") from error
    click.echo(f"{count} places loaded.")
