"""Photos of how a bag was made: the maker's own work on them, and what buyers see."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.listings.models import DeletedProcessPhoto, Listing, ProcessPhoto
from marketplace.pictures import captioned


def is_shown(listing_id: int) -> ColumnElement[bool]:
    """Whether a bag has any."""
    return exists().where(ProcessPhoto.listing_id == listing_id)


def shown(listing_id: int) -> Sequence[ProcessPhoto]:
    """Return those that are ready, in their order."""
    return captioned.shown(ProcessPhoto, ProcessPhoto.listing_id == listing_id)


def own(listing: Listing, *, actor: Actor) -> list[ProcessPhoto]:
    """Return all of them for their maker, to work on. Raises Forbidden for anybody else."""
    policy.require(actor, Permission.EDIT_LISTING, listing)
    return captioned.load(listing, "process_photos", ProcessPhoto, ProcessPhoto.listing_id == listing.id)


def deleted(listing: Listing, *, actor: Actor) -> list[DeletedProcessPhoto]:
    """Return those that can still be put back. Raises Forbidden for anybody but their maker."""
    policy.require(actor, Permission.EDIT_LISTING, listing)
    hers = DeletedProcessPhoto.listing_id == listing.id
    return captioned.load(listing, "deleted_process_photos", DeletedProcessPhoto, hers)


def new() -> ProcessPhoto:
    """Return an empty row, for `captioned.add`."""
    return ProcessPhoto()


def new_deleted() -> DeletedProcessPhoto:
    """Return an empty row, for `captioned.remove`."""
    return DeletedProcessPhoto()
