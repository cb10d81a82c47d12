"""Photos that come with a request: kept private, shown as copies without metadata, forgotten with the link."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update

from marketplace.adapters.jobs.queue import enqueue
from marketplace.certificates.scans import FAILED, FORGET, is_stranded
from marketplace.database.session import session
from marketplace.inquiries.photos import StoredPhoto
from marketplace.requests import queries
from marketplace.requests.models import CustomRequest, RequestPhoto
from marketplace.requests.rules import MAX_PHOTOS

PREPARE = "requests.prepare"
MOST_AT_A_TIME = 500


def keep(request: CustomRequest, stored: Sequence[StoredPhoto], *, at: datetime) -> None:
    """Keep the photos of a new request, and have copies made of them.

    A file that came with another request already is left out: a refused form was sent twice.
    """
    if not stored:
        return
    keys = [one.key for one in stored]
    taken = set(session.scalars(select(RequestPhoto.original_key).where(RequestPhoto.original_key.in_(keys))))
    fresh = [one for one in stored if one.key not in taken]
    for position, one in enumerate(fresh[:MAX_PHOTOS], start=1):
        photo = RequestPhoto(position=position, original_key=one.key, digest=one.digest, pages=[])
        request.photos.append(photo)
        session.flush()
        enqueue(session(), PREPARE, {"photo_id": photo.id}, at=at, unique_key=f"{PREPARE}:{photo.id}")


def give_up() -> int:
    """Say of photos that wait while no job of theirs is left that they failed; return how many."""
    stranded = update(RequestPhoto).where(is_stranded(RequestPhoto, PREPARE)).values(failure=FAILED)
    return len(session.scalars(stranded.returning(RequestPhoto.id)).all())


def forget(*, at: datetime) -> int:
    """Forget the photos of requests whose link has run out; the files go once the transaction is through."""
    photos = queries.forgotten(at, MOST_AT_A_TIME)
    for photo in photos:
        if photo.keys:
            enqueue(session(), FORGET, {"keys": photo.keys}, at=at, secret=True)
        session.delete(photo)
    session.flush()
    return len(photos)
