"""What can be done with an import: begin, start, make one row, stop, finish. How it ends otherwise is in `ending`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy.exc import IntegrityError

from marketplace.access.actors import Actor
from marketplace.adapters.jobs.queue import enqueue
from marketplace.artisans.models import Artisan
from marketplace.audit import operations as journal
from marketplace.batches import queries
from marketplace.batches.ending import as_it_stands, let_files_go, owner_of, require_owner
from marketplace.batches.judging import Files, Judged, judge, judge_row
from marketplace.batches.models import Batch, BatchFile, BatchRow
from marketplace.batches.receiving import Parcel
from marketplace.batches.rules import (
    BECOMES_DRAFT,
    DRAFT_KEPT,
    NEW_PER_HOUR,
    REPORT_KEPT,
    Outcome,
    RowState,
    State,
)
from marketplace.database.session import session
from marketplace.kit.errors import Conflict, Forbidden, Refusal, TooMany
from marketplace.kit.text import normal_key
from marketplace.listings import operations as listings
from marketplace.listings import photos, variants
from marketplace.listings.labels import search_words
from marketplace.listings.scope import nameable
from marketplace.pictures.operations import LIGHT_PRIORITY, StoredPicture

MAKE, FORGET = "batches.make", "batches.forget"
MAKE_PRIORITY = LIGHT_PRIORITY + 5
"""Somebody looks at its progress, and it is done before the first of its photos would be prepared."""


def begin(artisan: Artisan, parcel: Parcel, *, actor: Actor, at: datetime) -> Batch:
    """Keep what arrived, to be looked at; the same list and photos again are the import that is not finished yet.

    Raises TooMany "batch.too_many_new" past ten in an hour.
    """
    require_owner(actor, artisan)
    found = queries.unfinished(artisan.id, parcel.digest)
    if found is not None:
        return found
    hour = timedelta(hours=1)
    count, first = queries.begun_since(artisan.id, at - hour)
    if count >= NEW_PER_HOUR:
        wait = (first + hour - at) if first else hour
        raise TooMany(max(1, int(wait.total_seconds())), "batch.too_many_new")
    batch = _batch(artisan, parcel, actor, at)
    try:
        with session.begin_nested():
            session.add(batch)
    except IntegrityError:
        # The same archive arrived twice at once.
        found = queries.unfinished(artisan.id, parcel.digest)
        if found is None:
            raise
        return found
    payload = {"batch_id": batch.id, "drafts_only": True}
    enqueue(session(), FORGET, payload, at=at, run_after=at + DRAFT_KEPT)
    return batch


def _batch(artisan: Artisan, parcel: Parcel, actor: Actor, at: datetime) -> Batch:
    return Batch(
        artisan=artisan,
        state=State.DRAFT,
        digest=parcel.digest,
        headings={field: list(place) for field, place in parcel.sheet.headings.items()},
        unknown=list(parcel.sheet.unknown),
        created_at=at,
        created_by_id=actor.id or None,
        rows=[
            BatchRow(
                number=line.number,
                cells=dict(line.cells),
                variations=[{"number": one.number, "cells": dict(one.cells)} for one in line.variations],
            )
            for line in parcel.sheet.lines
        ],
        files=[
            BatchFile(
                name=file.name,
                used=file.used,
                problem=file.problem,
                key=file.stored.key if file.stored else "",
                digest=file.digest,
                width=file.stored.width if file.stored else 0,
                height=file.stored.height if file.stored else 0,
            )
            for file in parcel.files
        ],
    )


def dry_run(batch: Batch, rows: Sequence[BatchRow], files: Sequence[BatchFile], today: date) -> list[Judged]:
    """Return what an import would do with each row; nothing is changed."""
    units = _units(batch, today)
    first = judge(rows, files, units, ())
    known = queries.made_digests(batch.artisan_id, {one.digest for one in first})
    return [
        replace(one, outcome=Outcome.SAME) if one.outcome in BECOMES_DRAFT and one.digest in known else one
        for one in first
    ]


def _units(batch: Batch, today: date) -> Mapping[str, int]:
    """Return the units she may name, by code and by title; none that is hers no more, and none of somebody else's."""
    found: dict[str, int] = {}
    for named in nameable(batch.artisan_id, today):
        for words in (named.unit.code, named.unit.title):
            if key := normal_key(words):
                found.setdefault(key, named.unit.id)
    return found


def start(batch: Batch, *, actor: Actor, at: datetime, today: date) -> None:
    """Let the rows become drafts, as a job. Raises Conflict where there is nothing to make, or it is over."""
    require_owner(actor, batch)
    if batch.state not in (State.DRAFT, State.STOPPED):
        raise Conflict("batch.over")
    if batch.state is State.DRAFT:
        rows = queries.rows_of(batch)
        judged = dry_run(batch, rows, queries.files_of(batch), today)
        if not any(one.outcome in BECOMES_DRAFT for one in judged):
            raise Conflict("batch.nothing_new")
        for row, one in zip(rows, judged, strict=True):
            row.digest = one.digest
            row.state = RowState.WAITING if one.outcome in BECOMES_DRAFT else RowState.SKIPPED
        batch.started_at = at
        enqueue(session(), FORGET, {"batch_id": batch.id}, at=at, run_after=at + REPORT_KEPT)
        journal.record(
            "batch.start", "artisan", batch.artisan_id, actor=actor, at=at, details={"batch": batch.id}
        )
    batch.state = State.RUNNING
    session.flush()
    _enqueue(batch.id, at)


def _enqueue(batch_id: int, at: datetime) -> bool:
    return enqueue(
        session(),
        MAKE,
        {"batch_id": batch_id},
        at=at,
        unique_key=f"{MAKE}:{batch_id}",
        priority=MAKE_PRIORITY,
    )


def make_next(batch_id: int, *, at: datetime, today: date) -> bool:
    """Make the next row a draft, or write down why not, all in the caller's transaction; False when none is left.

    The import and its artisan are locked, so that two workers never make one row twice.
    """
    batch = queries.running(batch_id)
    row = queries.next_waiting(batch_id) if batch else None
    if batch is None or row is None:
        return False
    try:
        with session.begin_nested():
            _make(batch, row, at, today)
    except Refusal as refusal:
        row.state, row.failure = RowState.FAILED, refusal.code
    session.flush()
    return True


def _make(batch: Batch, row: BatchRow, at: datetime, today: date) -> None:
    if batch.artisan.account.disabled_at is not None:
        raise Forbidden()
    owner = owner_of(batch)
    files = queries.files_of(batch)
    known = queries.made_digests(batch.artisan_id, {row.digest})
    one = judge_row(row, Files(files), _units(batch, today), known)
    if one.outcome is Outcome.SAME:
        row.state = RowState.SKIPPED
        return
    if one.outcome is Outcome.ERROR:
        raise Conflict("batch.changed_since")
    listing = listings.draft(batch.artisan, one.changes, actor=owner, at=at, search_words=search_words)
    stored = {file.name: file for file in files}
    placed: dict[str, int] = {}
    for photo in one.photos:
        file = stored[photo.name]
        picture = StoredPicture(file.digest, file.key, file.width, file.height)
        placed[photo.digest] = photos.add(listing, picture, actor=owner, at=at).id
    if one.ways:
        facts = [
            way.facts | {"photo_id": placed[way.photos[0].digest] if way.photos else None} for way in one.ways
        ]
        variants.put(listing, facts, actor=owner)
        listings.finish(listing, actor=owner, at=at, search_words=search_words)
    row.state, row.listing, row.made_as = RowState.MADE, listing, as_it_stands(listing)


def stop(batch: Batch, *, actor: Actor) -> None:
    """Keep what is made, and make no more. Raises Conflict where it is not running."""
    require_owner(actor, batch)
    if batch.state is not State.RUNNING:
        raise Conflict("batch.over")
    batch.state = State.STOPPED
    session.flush()


def halt(batch_id: int) -> None:
    """Stop an import whose job has failed for good, so that its owner sees it and can let it go on."""
    batch = queries.running(batch_id)
    if batch is not None:
        batch.state = State.STOPPED
        session.flush()


def finish(batch_id: int, at: datetime) -> None:
    """End an import of which no row waits, and let its originals go; otherwise see that it goes on."""
    batch = queries.running(batch_id)
    if batch is None:
        return
    if queries.next_waiting(batch_id) is not None:
        _enqueue(batch_id, at)
        return
    batch.state, batch.finished_at = State.DONE, at
    let_files_go(batch_id)


def resume_running(at: datetime) -> int:
    """Queue again what is running without a job. Returns how many jobs were added."""
    return sum(_enqueue(batch_id, at) for batch_id in queries.all_running())
