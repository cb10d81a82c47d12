"""`private-keys`: seal the private files, and change the key they are sealed with."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from marketplace.adapters.signing.keys import KeyUnusable
from marketplace.adapters.signing.sealing import RingFile
from marketplace.adapters.storage.sealed import SealedStorage
from marketplace.cli.opening import Opening, pass_opening
from marketplace.kit.errors import NotFound, Unavailable
from marketplace.toolbox import toolbox


@click.group("private-keys")
def private_keys() -> None:
    """The keys that scans and original photos are sealed with, kept outside the database."""


@private_keys.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def new(file: Path) -> None:
    """Write a first key into FILE, for a new installation. A file that is there stays as it is.

    Name it in MARKETPLACE_PRIVATE_KEY_FILE. Without it nobody can read the private files again.
    """
    try:
        if not RingFile(file).make():
            raise click.ClickException(f"{file} is there already.")
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}") from error
    click.echo(f"New key in {file}. Keep a copy apart from the files and the database.")


@private_keys.command()
@pass_opening
def seal(opening: Opening) -> None:
    """Seal every private file with the present key: those left plain by an older version, those of an older key.

    Can be stopped and begun again, beside a running site. Fails (exit code 1) when a file could not be read.
    """
    with opening.app().app_context():
        _seal_all(toolbox().private_files)


@private_keys.command()
@click.confirmation_option(prompt="Make a new key and seal every private file with it?")
@pass_opening
def rotate(opening: Opening) -> None:
    """Make a new key and seal every private file with it. When it was stopped, `seal` does the rest.

    Old keys stay in the file until `forget-old`, so that a process that is writing loses nothing.
    """
    with opening.app().app_context():
        storage = toolbox().private_files
        try:
            storage.ring.load_or_make()
            storage.ring.add()
        except (KeyUnusable, OSError) as error:
            raise click.ClickException(str(error)) from error
        _seal_all(storage)


@private_keys.command("forget-old")
@click.confirmation_option(prompt="Forget the keys that no file needs any more?")
@pass_opening
def forget_old(opening: Opening) -> None:
    """Take out of the key file those old keys that no file is sealed with."""
    with opening.app().app_context():
        storage = toolbox().private_files
        try:
            before = storage.ring.load().keys
            after = storage.ring.drop({key.id for key in before} - _used(storage)).keys
        except (KeyUnusable, OSError) as error:
            raise click.ClickException(str(error)) from error
    click.echo(f"{len(before) - len(after)} keys forgotten, {len(after)} kept.")


def _seal_all(storage: SealedStorage) -> None:
    keys, sealed, unread = list(storage.keys()), 0, []
    with click.progressbar(keys, label="Sealing files", file=sys.stderr) as bar:
        for key in bar:
            try:
                sealed += storage.seal(key)
            except Unavailable as error:
                if error.code != "storage.unreadable":
                    raise click.ClickException(f"Stopped at {key}: {error.code}.") from error
                unread.append(key)
    for key in unread:
        click.echo(f"unreadable: {key}")
    click.echo(f"{len(keys)} private files, {sealed} sealed now, {len(unread)} unreadable.")
    if unread:
        raise click.exceptions.Exit(1)


def _used(storage: SealedStorage) -> set[bytes]:
    used = set()
    for key in list(storage.keys()):
        try:
            used.add(storage.sealed_with(key) or b"")
        except NotFound:  # deleted since the folder was listed
            continue
    return used
