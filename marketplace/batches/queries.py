"""Finding imports. What belongs to somebody is asked for by its owner: other people's imports are not there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import joinedload

from marketplace.adapters.storage.expected import ExpectedFile
from marketplace.artisans.models import Artisan
from marketplace.batches.models import Batch, BatchFile, BatchRow
from marketplace.batches.rules import RowState, State
from marketplace.database.session import session
from marketplace.kit.errors import NotFound
from marketplace.listings.models import Listing
from marketplace.listings.rules import State as ListingState
from marketplace.pictures.models import Picture
from marketplace.pictures.rules import PictureState

RECENT = 10
"""So many imports are shown of an artisan."""


def own(artisan_id: int | None, batch_id: int, *, lock: bool = False) -> Batch:
    """Return one of the artisan's imports; NotFound for somebody else's. `lock` keeps others from changing it."""
    found = (
        select(Batch)
        .options(joinedload(Batch.artisan).joinedload(Artisan.account))
        .where(Batch.id == batch_id, Batch.artisan_id == artisan_id)
        .execution_options(populate_existing=True)
    )
    batch = session.scalar(found.with_for_update(of=Batch) if lock else found)
    if batch is None:
        raise NotFound()
    return batch


def running(batch_id: int) -> Batch | None:
    """Return an import that is to go on, locked together with its artisan's others; for the job alone."""
    return session.scalar(
        select(Batch)
        .join(Batch.artisan)
        .options(joinedload(Batch.artisan).joinedload(Artisan.account))
        .where(Batch.id == batch_id, Batch.state == State.RUNNING)
        .with_for_update(of=[Batch, Artisan])
        .execution_options(populate_existing=True)
    )


def next_waiting(batch_id: int) -> BatchRow | None:
    """Return the first row that has not been looked at."""
    return session.scalars(
        select(BatchRow)
        .where(BatchRow.batch_id == batch_id, BatchRow.state == RowState.WAITING)
        .order_by(BatchRow.number)
        .limit(1)
    ).first()


def recent(artisan_id: int | None) -> Sequence[Batch]:
    """Return the artisan's last imports, newest first."""
    return session.scalars(
        select(Batch).where(Batch.artisan_id == artisan_id).order_by(Batch.id.desc()).limit(RECENT)
    ).all()


def unfinished(artisan_id: int, digest: str) -> Batch | None:
    """Return an import of the same list and photos that is not finished."""
    return session.scalars(
        select(Batch).where(
            Batch.artisan_id == artisan_id,
            Batch.digest == digest,
            Batch.state.in_((State.DRAFT, State.RUNNING, State.STOPPED)),
        )
    ).first()


def begun_since(artisan_id: int, since: datetime) -> tuple[int, datetime | None]:
    """How many imports an artisan has begun since then, and when the first of them was."""
    count, first = session.execute(
        select(func.count(), func.min(Batch.created_at)).where(
            Batch.artisan_id == artisan_id, Batch.created_at > since
        )
    ).one()
    return count, first


def rows_of(batch: Batch) -> Sequence[BatchRow]:
    """Return an import's rows in the list's order, with the drafts they have become."""
    return session.scalars(
        select(BatchRow)
        .options(joinedload(BatchRow.listing))
        .where(BatchRow.batch_id == batch.id)
        .order_by(BatchRow.number)
    ).all()


def files_of(batch: Batch) -> Sequence[BatchFile]:
    """Return the files that came along, in the order they came in."""
    return session.scalars(
        select(BatchFile).where(BatchFile.batch_id == batch.id).order_by(BatchFile.id)
    ).all()


def counts_of(batch: Batch) -> Mapping[RowState, int]:
    """Return how many rows there are in each state."""
    found = session.execute(
        select(BatchRow.state, func.count()).where(BatchRow.batch_id == batch.id).group_by(BatchRow.state)
    )
    counts = {row[0]: row[1] for row in found}
    return {state: counts.get(state, 0) for state in RowState}


def made_digests(artisan_id: int, digests: Collection[str]) -> set[str]:
    """Return which of these rows have become bags of the artisan that she has not deleted."""
    return set(
        session.scalars(
            select(BatchRow.digest)
            .join(Listing, Listing.id == BatchRow.listing_id)
            .where(
                BatchRow.digest.in_(digests),
                BatchRow.state == RowState.MADE,
                Listing.artisan_id == artisan_id,
                Listing.state != ListingState.REMOVED,
            )
        )
    )


def all_running() -> Sequence[int]:
    """Return the numbers of the imports that should be going on."""
    return session.scalars(select(Batch.id).where(Batch.state == State.RUNNING)).all()


def named_files() -> Iterator[ExpectedFile]:
    """Originals that rows still wait for, a key once; those of pictures that are there already are their business."""
    there = exists().where(Picture.digest == BatchFile.digest, Picture.state != PictureState.FAILED)
    rows = session.execute(
        select(BatchFile.key, BatchFile.digest).where(BatchFile.key != "", ~there).distinct()
    )
    for key, digest in rows:
        yield ExpectedFile(key, True, digest)
