"""How an import ends: taken back, discarded before it began, forgotten when it is long over."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, update

from marketplace.access import policy
from marketplace.access.actors import SYSTEM, Actor
from marketplace.access.permissions import Permission
from marketplace.artisans.models import Artisan
from marketplace.audit import operations as journal
from marketplace.batches import queries
from marketplace.batches.models import Batch, BatchFile, BatchRow
from marketplace.batches.rules import RowState, State, draft_digest, undo_until
from marketplace.database.session import session
from marketplace.kit.errors import Conflict
from marketplace.listings import operations as listings
from marketplace.listings.models import Listing
from marketplace.listings.queries import own_drafts
from marketplace.listings.rules import Action


def require_owner(actor: Actor, subject: Artisan | Batch) -> None:
    """The owner herself, or whoever holds the machine."""
    if actor is not SYSTEM:
        policy.require(actor, Permission.EDIT_LISTING, subject)


def as_it_stands(listing: Listing) -> str:
    return draft_digest(
        listing.version, [(photo.picture_id, photo.position, photo.alt) for photo in listing.photos]
    )


def owner_of(batch: Batch) -> Actor:
    """Return the artisan as the actor she is in her own shop: what an import makes is hers, whoever brought it."""
    account = batch.artisan.account
    return Actor(account.id, account.role, account.name, batch.artisan_id, locale=account.locale)


def may_undo(batch: Batch, at: datetime) -> bool:
    """Whether an import can be taken back now."""
    ended = batch.finished_at or batch.started_at
    return batch.state in (State.DONE, State.STOPPED) and ended is not None and at <= undo_until(ended)


def undo(batch: Batch, *, actor: Actor, at: datetime) -> tuple[int, int]:
    """Delete the drafts nobody has touched since. Returns how many went, and how many stay. Raises Conflict."""
    require_owner(actor, batch)
    if not may_undo(batch, at):
        raise Conflict("batch.undo_too_late" if batch.state is State.DONE else "batch.over")
    made = {row.listing_id: row for row in queries.rows_of(batch) if row.state is RowState.MADE}
    drafts = own_drafts(batch.artisan_id, [number for number in made if number is not None])
    gone = 0
    for listing in drafts:
        if made[listing.id].made_as == as_it_stands(listing) and not listing.process_photos:
            listings.change_state(listing, Action.REMOVE, actor=owner_of(batch), at=at)
            gone += 1
    batch.state, batch.undone_at = State.UNDONE, at
    let_files_go(batch.id)
    journal.record(
        "batch.undo",
        "artisan",
        batch.artisan_id,
        actor=actor,
        at=at,
        details={"batch": batch.id, "deleted": gone, "kept": len(made) - gone},
    )
    return gone, len(made) - gone


def discard(batch: Batch, *, actor: Actor) -> None:
    """Forget an import that was only looked at. Raises Conflict once it has begun."""
    require_owner(actor, batch)
    if batch.state is not State.DRAFT:
        raise Conflict("batch.over")
    session.delete(batch)
    session.flush()


def forget(batch_id: int, *, drafts_only: bool) -> None:
    """Delete an import nobody started, or what is known of the rows and files of one that is over."""
    batch = session.get(Batch, batch_id)
    if batch is None or batch.state is State.RUNNING:
        return
    if batch.state is State.DRAFT:
        session.delete(batch)
    elif not drafts_only:
        if batch.state is State.STOPPED:
            batch.state = State.DONE
        session.execute(delete(BatchFile).where(BatchFile.batch_id == batch_id))
        session.execute(
            delete(BatchRow).where(BatchRow.batch_id == batch_id, BatchRow.state != RowState.MADE)
        )
        session.execute(update(BatchRow).where(BatchRow.batch_id == batch_id).values(cells={}, variations=[]))
    session.flush()


def let_files_go(batch_id: int) -> None:
    """Name the originals no more: those of drafts are their pictures' now, the daily sweep takes the others."""
    session.execute(update(BatchFile).where(BatchFile.batch_id == batch_id).values(key=""))
    session.flush()
