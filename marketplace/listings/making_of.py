"""Photos of how a bag was made: the maker's own work on them, and what buyers see."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.listings.models import Listing, ProcessPhoto
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
    captioned.of_owner(ProcessPhoto, ProcessPhoto.listing_id == listing.id)  # loads the pictures along
    return listing.process_photos


def new() -> ProcessPhoto:
    """Return an empty row, for `captioned.add`."""
    return ProcessPhoto()
