"""The photos of bags as buyers see them: those that did not fail, as plain values; the first of each is its cover."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import aliased

from marketplace.database.ready import ready
from marketplace.database.session import session
from marketplace.listings.models import Photo
from marketplace.listings.rules import Focus
from marketplace.pictures.models import Picture, Rendition
from marketplace.pictures.rules import PictureState
from marketplace.pictures.shown import ShownPicture, ShownRendition, renditions_of


@dataclass(frozen=True, slots=True)
class ShownPhoto:
    """One photo in its place, as `models.Photo` has it."""

    id: int
    listing_id: int
    position: int
    alt: str
    focus: Focus | None
    picture: ShownPicture


def _base() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Photo.id,
            Photo.listing_id,
            Photo.position,
            Photo.alt,
            Photo.focus_x,
            Photo.focus_y,
            Picture.id.label("picture_id"),
            Picture.colour,
            Picture.width,
            Picture.height,
        )
        .join(Photo.picture)
        .where(
            Photo.listing_id.in_(bindparam("listings", expanding=True)), Picture.state != PictureState.FAILED
        )
    )


@ready
def _photos() -> Select[*tuple[Any, ...]]:
    return _base().order_by(Photo.listing_id, Photo.position, Photo.id)


@ready
def _covers() -> Select[*tuple[Any, ...]]:
    """Each bag's first photo that did not fail, once for each of its light copies, the narrowest first."""
    other, picture = aliased(Photo), aliased(Picture)
    first = (
        select(other.id)
        .join(picture, other.picture_id == picture.id)
        .where(other.listing_id == Photo.listing_id, picture.state != PictureState.FAILED)
        .order_by(other.position, other.id)
        .limit(1)
        .correlate(Photo)
        .scalar_subquery()
    )
    copy = (Rendition.width, Rendition.height, Rendition.format, Rendition.key, Rendition.bytes)
    return (
        _base()
        .add_columns(*(column.label(f"copy_{column.key}") for column in copy))
        .outerjoin(Rendition, Rendition.picture_id == Picture.id)
        .where(Photo.id == first)
        .order_by(Photo.listing_id, Rendition.width)
    )


def covers_of(listing_ids: Collection[int]) -> Mapping[int, ShownPhoto]:
    """Return the cover of each bag asked for that has one; one statement."""
    covers: dict[int, tuple[Any, list[ShownRendition]]] = {}
    if listing_ids:
        for row in session.execute(_covers(), {"listings": list(listing_ids)}):
            copies = covers.setdefault(row.listing_id, (row, []))[1]
            if row.copy_key is not None:
                copies.append(ShownRendition(*row[-5:]))
    return {number: _shown(row, tuple(copies)) for number, (row, copies) in covers.items()}


def photos_and_covers(
    listing_id: int, others: Collection[int]
) -> tuple[Sequence[ShownPhoto], Mapping[int, ShownPhoto]]:
    """Return all photos of one bag in their order, and the covers of other bags; two statements.

    A failed photo is shown to nobody but its owner.
    """
    wanted = [number for number in (listing_id, *others) if number]
    if not wanted:
        return [], {}
    rows, seen = [], set()
    for row in session.execute(_photos(), {"listings": wanted}):
        if row.listing_id == listing_id or row.listing_id not in seen:
            rows.append(row)
        seen.add(row.listing_id)
    copies = renditions_of({row.picture_id for row in rows})
    photos = [_shown(row, copies.get(row.picture_id, ())) for row in rows]
    return (
        [photo for photo in photos if photo.listing_id == listing_id],
        {photo.listing_id: photo for photo in photos if photo.listing_id != listing_id},
    )


def _shown(row: Any, copies: tuple[ShownRendition, ...]) -> ShownPhoto:
    focus = None if row.focus_x is None or row.focus_y is None else Focus(row.focus_x, row.focus_y)
    picture = ShownPicture(row.picture_id, row.colour, row.width, row.height, copies)
    return ShownPhoto(row.id, row.listing_id, row.position, row.alt, focus, picture)
