"""What awaits an artisan, across her bags, their photos and her letters box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from marketplace.database.session import session
from marketplace.listings.models import Listing, Photo
from marketplace.listings.rules import State
from marketplace.pictures.models import Picture
from marketplace.pictures.rules import PictureState

MOST_FAILED = 5


@dataclass(frozen=True, slots=True)
class FailedPhotos:
    """A bag with photos that could not be prepared, and how many."""

    code: str
    title: str
    photos: int


def failed_photos(artisan_id: int) -> Sequence[FailedPhotos]:
    """Return the artisan's bags with photos that failed, a few at most."""
    rows = session.execute(
        select(Listing.code, Listing.title, func.count(Photo.id))
        .join(Photo, Photo.listing_id == Listing.id)
        .join(Picture, Photo.picture_id == Picture.id)
        .where(
            Listing.artisan_id == artisan_id,
            Listing.state != State.REMOVED,
            Picture.state == PictureState.FAILED,
        )
        .group_by(Listing.id, Listing.code, Listing.title)
        .order_by(Listing.id.desc())
        .limit(MOST_FAILED)
    )
    return [FailedPhotos(code, title, photos) for code, title, photos in rows]
