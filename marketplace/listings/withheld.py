"""Photos of bags that were taken down: while nothing else shows them, their files are their maker's and the desk's.

A file's address is the digest of its bytes and outlives the page that named it; what holds is asked each time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Table, bindparam, exists, or_, select, union_all

from marketplace.artisans.models import Artisan
from marketplace.database.base import Model
from marketplace.database.ready import ready
from marketplace.database.session import session
from marketplace.listings.models import DeletedPhoto, DeletedProcessPhoto, Listing, Photo, ProcessPhoto
from marketplace.listings.rules import WITH_PAGE, State
from marketplace.pictures.models import HELD_SINCE, KEPT_WITH_PICTURES, Picture, Rendition, RetiredRendition

OF_BAGS = (Photo, ProcessPhoto, DeletedPhoto, DeletedProcessPhoto)
ON_SHOW = (Photo, ProcessPhoto)


@dataclass(frozen=True, slots=True)
class Withheld:
    """Whose photo it is, as the policy asks for it."""

    account_id: int


@ready
def _down() -> Select[*tuple[Any, ...]]:
    """(picture, account) of each bag that was taken down, and holds a picture with this file."""
    held = union_all(
        *(
            select(copy.picture_id, table.listing_id)
            .join(table, table.picture_id == copy.picture_id)
            .where(copy.key == bindparam("key"))
            for copy in (Rendition, RetiredRendition)
            for table in OF_BAGS
        )
    ).subquery()
    return (
        select(held.c.picture_id, Artisan.account_id)
        .join(Listing, Listing.id == held.c.listing_id)
        .join(Artisan, Artisan.id == Listing.artisan_id)
        .where(Listing.state.in_((State.TAKEN_DOWN, State.REMOVED)))
    )


@ready
def _elsewhere() -> Select[Any]:
    """Whether a picture is shown by a bag with a page, or by anything that is no bag (a portrait, a workplace)."""
    shown = [
        exists().where(
            table.picture_id == Picture.id, Listing.id == table.listing_id, Listing.state.in_(WITH_PAGE)
        )
        for table in ON_SHOW
    ]
    shown += [exists().where(key.parent == Picture.id) for table in _others() for key in _to_pictures(table)]
    return (
        select(Picture.id).where(Picture.id.in_(bindparam("pictures", expanding=True)), or_(*shown)).limit(1)
    )


def _others() -> list[Table]:
    """Found by their foreign key, so that a new one is never forgotten."""
    own = {table.__tablename__ for table in (*OF_BAGS, *KEPT_WITH_PICTURES)}
    return [
        table
        for table in Model.metadata.sorted_tables
        if table.name not in own and HELD_SINCE not in table.info and _to_pictures(table)
    ]


def _to_pictures(table: Table) -> list[Any]:
    return [key for key in table.foreign_keys if key.column is Picture.__table__.c.id]


def withheld(key: str) -> Withheld | None:
    """Return whose a file is that the public may not have; None where it may. One statement for nearly all files."""
    down = session.execute(_down(), {"key": key}).all()
    if not down or session.scalar(_elsewhere(), {"pictures": [row.picture_id for row in down]}) is not None:
        return None
    return Withheld(down[0].account_id)


def give_up_photos(listing: Listing, at: datetime) -> None:
    """Let go of all photos of a bag that is being deleted.

    Those of one that was taken down stay its deleted ones until the sweep, so that deleting it does not put its files
    back into everybody's reach.
    """
    if listing.state is State.TAKEN_DOWN:
        listing.deleted_photos.extend(
            DeletedPhoto(picture_id=one.picture_id, position=one.position, alt=one.alt, deleted_at=at)
            for one in listing.photos
        )
        listing.deleted_process_photos.extend(
            DeletedProcessPhoto(
                picture_id=one.picture_id,
                position=one.position,
                caption=one.caption,
                received_at=one.received_at,
                deleted_at=at,
            )
            for one in listing.process_photos
        )
    else:
        listing.deleted_photos.clear()
        listing.deleted_process_photos.clear()
    listing.photos.clear()
    listing.process_photos.clear()
