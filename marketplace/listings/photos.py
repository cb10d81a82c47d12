"""What can be done with a bag's photos: add, put in order, delete and put back, try again. The first is the cover."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.database.session import session
from marketplace.kit.errors import Conflict, Refusal
from marketplace.listings import queries
from marketplace.listings.models import DeletedPhoto, Listing, Photo, Variant
from marketplace.listings.operations import require_complete
from marketplace.listings.rules import MAX_PHOTOS, Focus, State, to_change
from marketplace.pictures import operations as pictures
from marketplace.pictures.operations import StoredPicture


def add(
    listing: Listing, stored: StoredPicture, *, actor: Actor, at: datetime, after: int | None = None
) -> Photo:
    """Put a photo behind the one whose number is `after`: 0 puts it first; None, or a number not here, last.

    Raises Conflict "listing.too_many_photos" (limit) or "listing.photo_again".
    One she had deleted and sends again has its words and its focal point back.
    """
    policy.require(actor, to_change(listing.state), listing)
    if of_bytes(listing, stored) is not None:
        raise Conflict("listing.photo_again")
    if len(listing.photos) >= MAX_PHOTOS:
        raise Conflict("listing.too_many_photos", limit=MAX_PHOTOS)
    places = {0: 0} | {photo.id: place for place, photo in enumerate(listing.photos, 1)}
    place = len(listing.photos) if after is None else places.get(after, len(listing.photos))
    last = max((photo.position for photo in listing.photos), default=-1)
    with session.no_autoflush:
        photo = Photo(picture=pictures.keep(stored, at), position=last + 1)
        listing.photos.insert(place, photo)
        if place < len(listing.photos) - 1:
            _number(listing.photos)
    session.flush()
    for gone in listing.deleted_photos:
        if gone.picture_id == photo.picture_id:
            photo.alt, photo.focus = gone.alt, gone.focus
            _link_again(listing, gone, photo)
            listing.deleted_photos.remove(gone)
            break
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
    policy.require(actor, to_change(listing.state), listing)
    photo = queries.own_photo(listing, photo_id)
    order = list(listing.photos)
    here = order.index(photo)
    there = min(max(here + (1 if step > 0 else -1), 0), len(order) - 1)
    order.insert(there, order.pop(here))
    _number(order)
    session.flush()
    session.expire(listing, ["photos"])
    return photo


def make_cover(listing: Listing, photo_id: int, *, actor: Actor) -> Photo:
    """Put a photo before all others. Returns it."""
    policy.require(actor, to_change(listing.state), listing)
    photo = queries.own_photo(listing, photo_id)
    _number([photo, *(other for other in listing.photos if other is not photo)])
    session.flush()
    session.expire(listing, ["photos"])
    return photo


def arrange(listing: Listing, wanted: Sequence[int], *, actor: Actor) -> None:
    """Put all photos in the order of these numbers.

    Raises Conflict "listing.photos_changed" unless they are exactly the bag's own, each once.
    """
    policy.require(actor, to_change(listing.state), listing)
    there = {photo.id: photo for photo in listing.photos}
    if sorted(wanted) != sorted(there):
        raise Conflict("listing.photos_changed")
    _number([there[number] for number in wanted])
    session.flush()
    session.expire(listing, ["photos"])


def remove(listing: Listing, photo_id: int, *, actor: Actor, at: datetime) -> DeletedPhoto:
    """Delete a photo; what is returned puts it back. Raises Incomplete where it is the last one of a bag on show."""
    policy.require(actor, to_change(listing.state), listing)
    photo = queries.own_photo(listing, photo_id)
    gone = _as_deleted(listing, photo, at)
    shown_by = [row for row in _rows(listing) if row.photo_id == photo.id]
    _take_out(listing, photo)
    session.add(gone)
    session.flush()
    for row in shown_by:
        row.photo_id, row.deleted_photo_id = None, gone.id
    session.flush()
    session.expire(listing, ["deleted_photos"])
    return gone


def take_back(listing: Listing, photo_id: int, *, actor: Actor) -> None:
    """Take away for good a photo whose sending was cancelled. Raises Incomplete like `remove`."""
    policy.require(actor, to_change(listing.state), listing)
    _take_out(listing, queries.own_photo(listing, photo_id))
    session.flush()


def _take_out(listing: Listing, photo: Photo) -> None:
    with session.no_autoflush:
        listing.photos.remove(photo)
        if listing.state is State.PUBLISHED:
            require_complete(listing)


def _as_deleted(listing: Listing, photo: Photo, at: datetime) -> DeletedPhoto:
    return DeletedPhoto(
        listing_id=listing.id,
        picture_id=photo.picture_id,
        position=photo.position,
        alt=photo.alt,
        focus=photo.focus,
        deleted_at=at,
    )


def put_back(listing: Listing, deleted_id: int, *, actor: Actor) -> Photo:
    """Undo a deletion: the photo has its place, its words and its focal point back.

    Raises NotFound once the sweep has taken it, Conflict "listing.too_many_photos" (limit) where others came meanwhile.
    """
    policy.require(actor, to_change(listing.state), listing)
    gone = queries.own_deleted_photo(listing, deleted_id)
    if len(listing.photos) >= MAX_PHOTOS:
        raise Conflict("listing.too_many_photos", limit=MAX_PHOTOS)
    after = [photo for photo in listing.photos if photo.position >= gone.position]
    if after and after[0].position == gone.position:
        for photo in after:
            photo.position += 1
    back = Photo(picture_id=gone.picture_id, position=gone.position, alt=gone.alt, focus=gone.focus)
    listing.photos.append(back)
    session.flush()
    _link_again(listing, gone, back)
    session.delete(gone)
    session.flush()
    session.expire(listing, ["photos", "deleted_photos"])
    return back


def _link_again(listing: Listing, gone: DeletedPhoto, back: Photo) -> None:
    """The variations that showed the photo show it again, but for those that were given another one meanwhile."""
    for row in _rows(listing):
        if row.deleted_photo_id == gone.id:
            row.deleted_photo_id = None
            row.photo_id = back.id if row.photo_id is None else row.photo_id


def _rows(listing: Listing) -> Sequence[Variant]:
    """The variations with a photo to lose, those that can be put back among them."""
    return (*listing.variants, *listing.removed_variants)


def describe(
    listing: Listing, words: Mapping[int, str], focal: Mapping[int, Focus | None], *, actor: Actor
) -> None:
    """Keep what photos show in the maker's own words, and their focal points, by photo.

    Words of "" leave it to what is recorded of the bag; a focal point of None is the middle. A photo that was deleted
    in another window is passed over.
    """
    policy.require(actor, to_change(listing.state), listing)
    for photo in listing.photos:
        photo.alt = words.get(photo.id, photo.alt)
        photo.focus = focal.get(photo.id, photo.focus)
    session.flush()


def retry(listing: Listing, photo_id: int, *, actor: Actor, at: datetime) -> None:
    """Have a photo prepared once more."""
    policy.require(actor, to_change(listing.state), listing)
    pictures.retry(queries.own_photo(listing, photo_id).picture, at)


def _number(photos: list[Photo]) -> None:
    for position, photo in enumerate(photos):
        photo.position = position
