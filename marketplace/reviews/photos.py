"""Photos that stand with a review: whose they are, who may see them, and when their files go.

They lie sealed, and no address of theirs outlives the review's being shown: each look asks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy import select

from marketplace.adapters.jobs.queue import enqueue
from marketplace.adapters.storage.expected import ExpectedFile
from marketplace.certificates.scans import FORGET
from marketplace.database.session import session
from marketplace.inquiries.photos import StoredPhoto, drop_stranded
from marketplace.inquiries.rules import MOST_PHOTOS, THUMB, VIEW
from marketplace.kit.errors import Invalid, NotFound
from marketplace.reviews.models import Review, ReviewPhoto

PREPARE = "reviews.photo"


def differ(review: Review | None, stay: Collection[int], sent: Sequence[StoredPhoto]) -> bool:
    """Whether a form changes the photos: one is left out, or a new one came along."""
    had = {photo.id for photo in review.photos} if review else set()
    return bool(had - set(stay)) or bool(_new(review, sent))


def require_room(review: Review | None, stay: Collection[int], sent: Sequence[StoredPhoto]) -> None:
    """Raise Invalid (photos) where more would stand there than may."""
    kept = [photo for photo in review.photos if photo.id in stay] if review else []
    if len(kept) + len(_new(review, sent)) > MOST_PHOTOS:
        raise Invalid({"photos": "review.photos"})


def put(review: Review, stay: Collection[int], sent: Sequence[StoredPhoto], *, at: datetime) -> None:
    """Let go of photos that do not stay, put new ones beside the others, and have copies made of them.

    The files of what went go once the transaction is through.
    """
    new = _new(review, sent)
    gone = [photo for photo in review.photos if photo.id not in stay]
    keys = [key for photo in gone for key in photo.keys]
    for photo in gone:
        review.photos.remove(photo)
    first = max((photo.position for photo in review.photos), default=0) + 1
    for position, one in enumerate(new, first):
        review.photos.append(ReviewPhoto(position=position, digest=one.digest, source_key=one.key))
    session.flush()
    if keys:
        enqueue(session(), FORGET, {"keys": keys}, at=at, secret=True)
    for photo in review.photos:
        if photo.source_key:
            enqueue(session(), PREPARE, {"photo_id": photo.id}, at=at, unique_key=f"{PREPARE}:{photo.id}")


def give_up(at: datetime) -> int:
    """Say of photos that wait while no job of theirs is left that they failed; what was sent goes. How many."""
    return drop_stranded(ReviewPhoto, PREPARE, at)


def file_of(review: Review, photo_id: int, size: str) -> str:
    """Return the storage key of one copy, VIEW or THUMB. NotFound for another review's, and while there is none."""
    for photo in review.photos:
        key = {VIEW: photo.view_key, THUMB: photo.thumb_key}.get(size)
        if photo.id == photo_id and key is not None:
            return key
    raise NotFound()


def named_files() -> Iterator[ExpectedFile]:
    """Yield the files of photos: as they were sent while no copies are made, then the copies."""
    for photo in session.scalars(select(ReviewPhoto).order_by(ReviewPhoto.id)):
        for key in photo.keys:
            yield ExpectedFile(key, True, photo.digest if key == photo.source_key else "")


def _new(review: Review | None, sent: Sequence[StoredPhoto]) -> list[StoredPhoto]:
    """A photo that stands there already is no new one: the button was pressed twice."""
    there = {photo.digest for photo in review.photos} if review else set()
    found = {one.digest: one for one in sent if one.digest not in there}
    return list(found.values())
