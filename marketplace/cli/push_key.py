"""`push-key`: make the key that notices to browsers are signed with."""

from __future__ import annotations

from pathlib import Path

import click

from marketplace.adapters.push.keys import PushKeyFile


@click.command("push-key")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def push_key(file: Path) -> None:
    """Write a new private key into FILE, and have notices sent to browsers that ask for them.

    Name it in MARKETPLACE_PUSH_KEY_FILE and start the site again. A file that is there stays as it is: browsers that
    asked take notices signed with that key alone.
    """
    try:
        if not PushKeyFile(file).make():
            raise click.ClickException(f"{file} is there already.")
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}") from error
    click.echo(f"New key in {file}. Keep a copy apart from the database.")
