"""Photos of where and how an artisan works: her own work on them, and what everybody sees."""

from __future__ import annotations

from collections.abc import Sequence

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.artisans.models import Artisan, WorkplacePhoto
from marketplace.pictures import captioned


def shown(artisan_id: int) -> Sequence[WorkplacePhoto]:
    """Return those that are ready, in their order."""
    return captioned.shown(WorkplacePhoto, WorkplacePhoto.artisan_id == artisan_id)


def own(artisan: Artisan, *, actor: Actor) -> list[WorkplacePhoto]:
    """Return all of them for herself, to work on. Raises Forbidden for anybody else."""
    policy.require(actor, Permission.EDIT_PROFILE, artisan)
    captioned.of_owner(WorkplacePhoto, WorkplacePhoto.artisan_id == artisan.id)  # loads the pictures along
    return artisan.workplace_photos


def new() -> WorkplacePhoto:
    """Return an empty row, for `captioned.add`."""
    return WorkplacePhoto()
