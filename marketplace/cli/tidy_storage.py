"""`tidy-storage`: clear away what nobody shows, and take up again what was left waiting."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import timedelta

import click

from marketplace.adapters.storage.expected import nameless
from marketplace.certificates import scans
from marketplace.cli.check_storage import AREAS
from marketplace.cli.opening import Opening, pass_opening
from marketplace.database.session import reading, writing
from marketplace.pictures import operations, queries
from marketplace.pictures.jobs import sweep_orphans
from marketplace.toolbox import Toolbox, toolbox

YOUNGEST = 1
"""Hours below which nothing is cleared away: a file may belong to a form that is being filled in."""


@click.command("tidy-storage")
@click.option("--yes", is_flag=True, help="Do it. Without this, only tell what would be done.")
@click.option(
    "--older-than",
    "hours",
    default=24,
    show_default=True,
    type=click.IntRange(YOUNGEST),
    metavar="HOURS",
    help="Leave what is younger: it may belong to something that is not saved yet.",
)
@pass_opening
def tidy_storage(opening: Opening, yes: bool, hours: int) -> None:
    """Clear away what nobody shows, and queue pictures and scans that wait without a job.

    Deletes pictures no bag or portrait shows any more, files no row names, and what interrupted uploads left behind.
    Touches nothing that is shown, and nothing younger than --older-than. What was kept of their originals goes with
    the next run, or the daily sweep.
    """
    age = timedelta(hours=hours)
    with opening.app().app_context():
        box = toolbox()
        storages = {True: box.private_files, False: box.public_files}
        files = list(nameless(storages, age))
        pictures = sweep_orphans(box, age) if yes else _unshown(box, age)
        for private, key in _shown(files, "Deleting files" if yes else "Looking at files"):
            click.echo(f"no row names: {AREAS[private]} {key}")
            if yes and storages[private].is_older(key, age.total_seconds()):  # or it was put again meanwhile
                storages[private].delete(key)
        left = sum(storage.sweep(age.total_seconds(), pretend=not yes) for storage in storages.values())
        waiting = _resume(box) if yes else _stranded()
    done = "" if yes else " would be"
    click.echo(
        f"{pictures} pictures nobody shows,"
        f" {len(files)} files without a row and {left} left-overs of uploads{done} deleted."
    )
    click.echo(f"{waiting} waiting pictures and scans{done} queued again.")
    if not yes:
        click.echo("Nothing was changed; --yes does it.")


def _shown(files: list[tuple[bool, str]], label: str) -> Iterable[tuple[bool, str]]:
    with click.progressbar(files, label=label, file=sys.stderr) as bar:
        yield from bar


def _unshown(box: Toolbox, age: timedelta) -> int:
    with reading():
        return queries.count_orphans(box.clock() - age)


def _resume(box: Toolbox) -> int:
    with writing():
        return operations.resume_pending(box.clock()) + scans.resume_waiting(box.clock())


def _stranded() -> int:
    with reading():
        return len(queries.stranded_digests()) + len(scans.stranded())
