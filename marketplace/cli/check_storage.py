"""`check-storage`: do the files and the rows that name them still agree?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import click
from sqlalchemy import select

from marketplace.adapters.storage.port import CHUNK, Storage
from marketplace.certificates.models import Scan
from marketplace.cli.opening import Opening, pass_opening
from marketplace.database.session import reading
from marketplace.kit.errors import NotFound
from marketplace.pictures.models import Picture, Rendition
from marketplace.toolbox import toolbox


@dataclass(frozen=True, slots=True)
class Named:
    """A file some row names. `digest` is the SHA-256 its bytes must have; `picture_id` whose light copy it is."""

    area: str
    key: str
    digest: str | None
    owner: str
    picture_id: int | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one file: "missing", "damaged", or "orphan" (no row names it)."""

    kind: str
    named: Named


@click.command("check-storage")
@pass_opening
def check_storage(opening: Opening) -> None:
    """Read every stored file and compare it with its row.

    Reports missing files, files whose bytes have changed, and files no row names (a file that is being received now
    may be among these). Fails when a file is missing or damaged.
    """
    with opening.app().app_context():
        rows = list(named_files())
        areas = {"public": toolbox().public_files, "private": toolbox().private_files}
        faults = list(find_faults(areas, rows))
        for fault in faults:
            click.echo(f"{fault.kind}: {fault.named.area} {fault.named.key} ({fault.named.owner})")
        broken = [fault for fault in faults if fault.kind != "orphan"]
        click.echo(
            f"{len(rows)} files named, {len(broken)} missing or damaged, {len(faults) - len(broken)} orphans."
        )
    if broken:
        raise click.exceptions.Exit(1)


def named_files() -> Iterator[Named]:
    """Yield every file the database knows of."""
    with reading() as session:
        for picture_id, key, digest in session.execute(
            select(Picture.id, Picture.original_key, Picture.digest)
        ):
            yield Named("private", key, digest, f"picture {picture_id}, original")
        for picture_id, key in session.execute(select(Rendition.picture_id, Rendition.key)):
            yield Named("public", key, digest_in(key), f"picture {picture_id}, light copy", picture_id)
        for scan in session.scalars(select(Scan)):
            yield Named("private", scan.original_key, scan.digest, f"scan {scan.id}, original")
            for page in scan.pages:
                yield Named("private", page["key"], None, f"scan {scan.id}, viewing copy")


def digest_in(key: str) -> str:
    """Return the digest a content-addressed key carries in its name."""
    return key.rsplit("/", 1)[-1].split(".", 1)[0]


def find_faults(areas: dict[str, Storage], rows: list[Named]) -> Iterator[Fault]:
    """Yield what is missing or damaged, then what nobody names."""
    with click.progressbar(rows, label="Reading files", file=click.get_text_stream("stderr")) as bar:
        for named in bar:
            found = digest_of(areas[named.area], named.key)
            if found is None:
                yield Fault("missing", named)
            elif named.digest is not None and found != named.digest:
                yield Fault("damaged", named)
    for area, storage in areas.items():
        known = {named.key for named in rows if named.area == area}
        for key in sorted(set(storage.keys()) - known):
            yield Fault("orphan", Named(area, key, None, "no row"))


def digest_of(storage: Storage, key: str) -> str | None:
    """Return the SHA-256 of a stored file, None where there is none."""
    digest = hashlib.sha256()
    try:
        with storage.open(key) as file:
            while piece := file.read(CHUNK):
                digest.update(piece)
    except NotFound:
        return None
    return digest.hexdigest()
