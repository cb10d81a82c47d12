"""`check-storage`: do the files and the rows that name them still agree?"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import click
from sqlalchemy import select

from marketplace.adapters.jobs.queue import enqueue
from marketplace.adapters.storage.expected import ExpectedFile, expected_files
from marketplace.adapters.storage.port import CHUNK, Storage
from marketplace.cli.opening import Opening, pass_opening
from marketplace.database.session import reading, writing
from marketplace.kit.errors import NotFound, Unavailable
from marketplace.pictures.models import Picture, Rendition
from marketplace.pictures.rules import FINE, LIGHT
from marketplace.toolbox import toolbox

AREAS = {True: "private", False: "public"}
UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one file: "missing", "damaged", or "orphan" (no row names it)."""

    kind: str
    key: str
    private: bool


@click.command("check-storage")
@click.option(
    "--repair", is_flag=True, help="Make missing and damaged light copies anew, from their originals."
)
@pass_opening
def check_storage(opening: Opening, repair: bool) -> None:
    """Read every stored file and compare it with its row.

    Tells of files that are missing, whose bytes have changed, and which no row names (one that is being received now
    may be among these; nothing is deleted). Fails when a file is missing or damaged and was not repaired.
    """
    with opening.app().app_context():
        storages = {True: toolbox().private_files, False: toolbox().public_files}
        for storage in storages.values():
            storage.prepare()  # one that is away must not look like one that lost everything
        with reading():
            rows = list(expected_files())
        faults = list(find_faults(storages, rows))
        with reading():
            faults = _still_true(faults, expected_files())
        for fault in faults:
            click.echo(f"{fault.kind}: {AREAS[fault.private]} {fault.key}")
        broken = [fault for fault in faults if fault.kind != "orphan"]
        click.echo(
            f"{len(rows)} files, {len(broken)} missing or damaged, {len(faults) - len(broken)} orphans."
        )
        if repair:
            light = [fault for fault in broken if not fault.private]
            click.echo(f"{repair_copies(storages[False], light)} pictures will be made anew by the jobs.")
            broken = [fault for fault in broken if fault.private]
    if broken:
        raise click.exceptions.Exit(1)


def find_faults(storages: dict[bool, Storage], rows: Iterable[ExpectedFile]) -> Iterator[Fault]:
    """Yield what is missing or damaged, then what nobody names. An empty digest stands for bytes nobody knows."""
    rows = list(rows)
    with click.progressbar(rows, label="Reading files", file=sys.stderr) as bar:
        for row in bar:
            found = digest_of(storages[row.private], row.key)
            if found is None:
                yield Fault("missing", row.key, row.private)
            elif found == UNREADABLE or (row.digest and found != row.digest):
                yield Fault("damaged", row.key, row.private)
    for private, storage in storages.items():
        named = {row.key for row in rows if row.private is private}
        for key in sorted(set(storage.keys()) - named):
            yield Fault("orphan", key, private)


def _still_true(faults: list[Fault], rows: Iterable[ExpectedFile]) -> list[Fault]:
    """Leave out what a running site changed while the files were read: an original replaced, a new photo's row."""
    named = {(row.private, row.key) for row in rows}
    return [fault for fault in faults if ((fault.private, fault.key) in named) is (fault.kind != "orphan")]


def digest_of(storage: Storage, key: str) -> str | None:
    """Return the SHA-256 of a stored file, None where there is none, UNREADABLE where its seal does not hold."""
    digest = hashlib.sha256()
    try:
        with storage.open(key) as file:
            while piece := file.read(CHUNK):
                digest.update(piece)
    except NotFound:
        return None
    except Unavailable as error:
        if error.code != "storage.unreadable":
            raise
        return UNREADABLE
    return digest.hexdigest()


def repair_copies(storage: Storage, faults: Iterable[Fault]) -> int:
    """Take damaged copies away and queue the making of new ones; return for how many pictures."""
    keys = [fault.key for fault in faults]
    for key in keys:
        storage.delete(key)
    at = toolbox().clock()
    with writing() as session:
        digests = set(session.scalars(select(Picture.digest).join(Rendition).where(Rendition.key.in_(keys))))
        for digest in sorted(digests):
            for kind in (LIGHT, FINE):
                enqueue(session, kind, {"digest": digest}, at=at, unique_key=f"{kind}:{digest}")
    return len(digests)
