"""`import-bags`: many drafts in an artisan's shop, for a facilitator who sits beside her."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import click
from flask_babel import force_locale

from marketplace.access.actors import SYSTEM
from marketplace.adapters.archives.entries import Files
from marketplace.adapters.archives.folders import Folder
from marketplace.artisans.queries import by_slug
from marketplace.batches import operations, queries
from marketplace.batches.columns import heading_of
from marketplace.batches.jobs import make_one
from marketplace.batches.judging import Judged
from marketplace.batches.receiving import Parcel, receive
from marketplace.batches.rules import BECOMES_DRAFT, RowState, State
from marketplace.cli.opening import Opening, pass_opening
from marketplace.database.session import reading, writing
from marketplace.kit.errors import Refusal
from marketplace.toolbox import toolbox
from marketplace.web.labels import label, message

EXISTING = click.Path(exists=True, path_type=Path)


@click.command("import-bags")
@click.option(
    "--artisan", "slug", required=True, metavar="CODE", help="The last piece of her shop's address."
)
@click.option("--list", "beside", type=EXISTING, help="The list (CSV or XLSX), where it does not lie inside.")
@click.option("--yes", is_flag=True, help="Make the drafts without asking.")
@click.argument("source", type=EXISTING)
@pass_opening
def import_bags(opening: Opening, slug: str, beside: Path | None, yes: bool, source: Path) -> None:
    """Make drafts of a list and the photos in SOURCE, a folder or a ZIP.

    Every row is told first. What is interrupted goes on when the command runs again, or with the next worker.
    """
    with opening.app().app_context(), force_locale("en"):
        try:
            parcel = _receive(source, beside)
            batch_id, artisan_id = _begin(slug, parcel)
            judged = _tell(artisan_id, batch_id)
            count = sum(one.outcome in BECOMES_DRAFT for one in judged)
            if not (yes or click.confirm(f"Make {count} drafts?")):
                return
            _start(artisan_id, batch_id)
            _make(batch_id, count)
        except Refusal as refusal:
            raise click.ClickException(message(refusal.code, refusal.details)) from refusal
        _report(artisan_id, batch_id)


def _receive(source: Path, beside: Path | None) -> Parcel:
    box = toolbox()
    data = beside.read_bytes() if beside else None
    with ExitStack() as opened:
        files: Files
        if source.is_dir():
            files = Folder(source, box.archives.limits)
        else:
            files = box.archives.open(opened.enter_context(source.open("rb")))
        return receive(box, files, data)


def _begin(slug: str, parcel: Parcel) -> tuple[int, int]:
    with writing():
        artisan = by_slug(slug)
        if artisan is None:
            raise click.BadParameter(f"no artisan has the address {slug!r}", param_hint="--artisan")
        batch = operations.begin(artisan, parcel, actor=SYSTEM, at=toolbox().clock())
        return batch.id, artisan.id


def _tell(artisan_id: int, batch_id: int) -> list[Judged]:
    with reading():
        batch = queries.own(artisan_id, batch_id)
        files = queries.files_of(batch)
        judged = operations.dry_run(batch, queries.rows_of(batch), files, toolbox().today())
        for one in judged:
            click.echo(f"row {one.number}: {label(one.outcome)}: {one.title or '-'}")
            for number, field, words in one.troubles:
                letter, heading = batch.headings.get(field) or ("", heading_of(field, "en"))
                click.echo(f"  {letter}{number if letter else ''} ({heading}): {words}")
            if one.missing:
                click.echo(f"  before it can be shown: {' '.join(one.missing)}")
        for name in batch.unknown:
            click.echo(f"column left out: {name}")
        for file in files:
            if not file.used:
                click.echo(f"no row names {file.name}")
        return judged


def _start(artisan_id: int, batch_id: int) -> None:
    """Start it, or go on with one that another run began."""
    box = toolbox()
    with writing():
        batch = queries.own(artisan_id, batch_id, lock=True)
        if batch.state is not State.RUNNING:
            operations.start(batch, actor=SYSTEM, at=box.clock(), today=box.today())


def _make(batch_id: int, count: int) -> None:
    """Make the rows here; a worker that takes the job meanwhile shares them, row by row."""
    box = toolbox()
    with click.progressbar(length=count, label="Making drafts", file=sys.stderr) as bar:
        while make_one(batch_id, box.clock()):
            bar.update(1)
    with writing():
        operations.finish(batch_id, box.clock())


def _report(artisan_id: int, batch_id: int) -> None:
    with reading():
        batch = queries.own(artisan_id, batch_id)
        rows = queries.rows_of(batch)
        for row in rows:
            if row.state is RowState.FAILED:
                click.echo(f"row {row.number}: {label(row.state)}: {message(row.failure or 'invalid')}")
        counts = Counter(row.state for row in rows)
        click.echo(", ".join(f"{label(state)}: {counts[state]}" for state in RowState if counts[state]))
