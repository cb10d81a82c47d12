"""What can be done with a bag's photos: add, put in order, take away, try again. The first one is the cover."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.database.session import session
from marketplace.kit.errors import Conflict, Refusal
from marketplace.listings import queries
from marketplace.listings.models import Listing, Photo
from marketplace.listings.operations import require_complete
from marketplace.listings.rules import MAX_PHOTOS, State
from marketplace.pictures import operations as pictures
from marketplace.pictures.operations import StoredPicture


def add(
    listing: Listing, stored: StoredPicture, *, actor: Actor, at: datetime, after: int | None = None
) -> Photo:
    """Put a photo behind the one whose number is `after`: 0 puts it first; None, or a number not here, last.

    Raises Conflict "listing.too_many_photos" (limit) or "listing.photo_again".
    """
    policy.require(actor, Permission.EDIT_LISTING, listing)
    if of_bytes(listing, stored) is not None:
        raise Conflict("listing.photo_again")
    if len(listing.photos) >= MAX_PHOTOS:
        raise Conflict("listing.too_many_photos", limit=MAX_PHOTOS)
    places = {0: 0} | {photo.id: place for place, photo in enumerate(listing.photos, 1)}
    place = len(listing.photos) if after is None else places.get(after, len(listing.photos))
    with session.no_autoflush:
        photo = Photo(picture=pictures.keep(stored, at))
        listing.photos.insert(place, photo)
        _number(listing.photos)
    session.flush()
    return photo


def of_bytes(listing: Listing, stored: StoredPicture) -> Photo | None:
    """The bag's photo made of exactly these bytes."""
    return next((photo for photo in listing.photos if photo.picture.digest == stored.digest), None)


def add_all(
    listing: Listing, stored: Mapping[int, StoredPicture], *, actor: Actor, at: datetime
) -> dict[int, Refusal]:
    """Add what can be added, and return what could not, by the numbers given."""
    refused: dict[int, Refusal] = {}
    for number, picture in stored.items():
        try:
            add(listing, picture, actor=actor, at=at)
        except Conflict as refusal:
            refused[number] = refusal
    return refused


def move(listing: Listing, photo_id: int, step: int, *, actor: Actor) -> Photo:
    """Move a photo one place forward (-1) or back (1); at either end it stays. Returns the photo."""
    policy.require(actor, Permission.EDIT_LISTING, listing)
    photo = queries.own_photo(listing, photo_id)
    order = list(listing.photos)
    here = order.index(photo)
    there = min(max(here + (1 if step > 0 else -1), 0), len(order) - 1)
    order.insert(there, order.pop(here))
    _number(order)
    session.flush()
    session.expire(listing, ["photos"])
    return photo


def remove(listing: Listing, photo_id: int, *, actor: Actor) -> None:
    """Take a photo away. Raises Incomplete where it is the last one of a bag on show."""
    policy.require(actor, Permission.EDIT_LISTING, listing)
    photo = queries.own_photo(listing, photo_id)
    with session.no_autoflush:
        listing.photos.remove(photo)
        if listing.state is State.PUBLISHED:
            require_complete(listing)
        _number(listing.photos)
    session.flush()


def describe(listing: Listing, words: Mapping[int, str], *, actor: Actor) -> None:
    """Keep what photos show in the maker's own words, by photo; "" leaves it to what is recorded of the bag.

    A photo that was taken away in another window is passed over.
    """
    policy.require(actor, Permission.EDIT_LISTING, listing)
    for photo in listing.photos:
        photo.alt = words.get(photo.id, photo.alt)
    session.flush()


def retry(listing: Listing, photo_id: int, *, actor: Actor, at: datetime) -> None:
    """Have a photo prepared once more."""
    policy.require(actor, Permission.EDIT_LISTING, listing)
    pictures.retry(queries.own_photo(listing, photo_id).picture, at)


def _number(photos: list[Photo]) -> None:
    for position, photo in enumerate(photos):
        photo.position = position
