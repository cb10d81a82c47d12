"""Photos of where and how an artisan works: her own work on them, and what everybody sees."""

from __future__ import annotations

from collections.abc import Sequence

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.artisans.models import Artisan, DeletedWorkplacePhoto, WorkplacePhoto
from marketplace.pictures import captioned


def shown(artisan_id: int) -> Sequence[WorkplacePhoto]:
    """Return those that are ready, in their order."""
    return captioned.shown(WorkplacePhoto, WorkplacePhoto.artisan_id == artisan_id)


def own(artisan: Artisan, *, actor: Actor) -> list[WorkplacePhoto]:
    """Return all of them for herself, to work on. Raises Forbidden for anybody else."""
    policy.require(actor, Permission.EDIT_PROFILE, artisan)
    hers = WorkplacePhoto.artisan_id == artisan.id
    return captioned.load(artisan, "workplace_photos", WorkplacePhoto, hers)


def deleted(artisan: Artisan, *, actor: Actor) -> list[DeletedWorkplacePhoto]:
    """Return those that can still be put back. Raises Forbidden for anybody but herself."""
    policy.require(actor, Permission.EDIT_PROFILE, artisan)
    hers = DeletedWorkplacePhoto.artisan_id == artisan.id
    return captioned.load(artisan, "deleted_workplace_photos", DeletedWorkplacePhoto, hers)


def new() -> WorkplacePhoto:
    """Return an empty row, for `captioned.add`."""
    return WorkplacePhoto()


def new_deleted() -> DeletedWorkplacePhoto:
    """Return an empty row, for `captioned.remove`."""
    return DeletedWorkplacePhoto()
