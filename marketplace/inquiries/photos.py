"""Photos of messages: which message they belong to, who may see them, what is kept of them and how long.

They lie sealed in the private area. Every look asks whose talk it is; no address of theirs is public.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select

from marketplace.adapters.jobs.queue import enqueue, is_awaited
from marketplace.adapters.storage.expected import ExpectedFile
from marketplace.certificates.scans import FORGET
from marketplace.database.session import session
from marketplace.inquiries.models import Message, MessagePhoto, Thread
from marketplace.inquiries.rules import MOST_PHOTOS, THUMB, VIEW, PhotoState
from marketplace.kit.errors import NotFound

PREPARE = "talks.photo"
INTERRUPTED = "picture.child_lost"
AT_ONCE = 2_000
"""Photos forgotten in one transaction, once a day; what is beyond waits for the next day."""


@dataclass(frozen=True, slots=True)
class StoredPhoto:
    """A file already in the private storage, before any row names it. `name` is what its sender calls it."""

    key: str
    digest: str
    name: str


_HOLDS: dict[str, Callable[[], ColumnElement[bool]]] = {}


def hold(name: str, which: Callable[[], ColumnElement[bool]]) -> None:
    """Let a feature above say, in SQL over MessagePhoto, which photos must not be forgotten yet."""
    _HOLDS[name] = which


def attach(message: Message, stored: Sequence[StoredPhoto], *, at: datetime) -> None:
    """Put stored files to a message that was flushed, and have their copies made.

    A file that came with another message already is left out: a refused form was sent twice.
    """
    keys = [one.key for one in stored]
    taken = set(session.scalars(select(MessagePhoto.source_key).where(MessagePhoto.source_key.in_(keys))))
    for one in [one for one in stored if one.key not in taken][:MOST_PHOTOS]:
        message.photos.append(MessagePhoto(source_key=one.key, digest=one.digest))
    session.flush()
    for row in message.photos:
        enqueue(
            session(), PREPARE, {"photo_id": row.id}, at=at, unique_key=f"{PREPARE}:{row.id}", priority=10
        )


def same(message: Message, stored: Sequence[StoredPhoto]) -> bool:
    """Whether a message came with these very photos."""
    return sorted(photo.digest for photo in message.photos) == sorted(one.digest for one in stored)


def of_artisan(artisan_id: int | None, thread_id: int, photo_id: int) -> MessagePhoto:
    """Return a photo of one of an artisan's own talks. NotFound for any other."""
    return _one(Thread.artisan_id == artisan_id, thread_id, photo_id)


def of_buyer(account_id: int, thread_id: int, photo_id: int) -> MessagePhoto:
    """Return a photo of one of the talks an account began. NotFound for any other."""
    return _one(Thread.buyer_account_id == account_id, thread_id, photo_id)


def of_thread(thread_id: int, photo_id: int) -> MessagePhoto:
    """Return a photo of a talk whose reader was asked for already. NotFound for any other."""
    return _one(Thread.id == thread_id, thread_id, photo_id)


def _one(whose: ColumnElement[bool], thread_id: int, photo_id: int) -> MessagePhoto:
    found = session.scalars(
        select(MessagePhoto)
        .join(MessagePhoto.message)
        .join(Message.thread)
        .where(whose, Thread.id == thread_id, MessagePhoto.id == photo_id)
    ).one_or_none()
    if found is None:
        raise NotFound()
    return found


def file_of(photo: MessagePhoto, size: str) -> str:
    """Return the storage key of one copy, VIEW or THUMB. NotFound while there is none, or once it was forgotten."""
    key = {VIEW: photo.view_key, THUMB: photo.thumb_key}.get(size)
    if key is None:
        raise NotFound()
    return key


def forget_old(days: int, at: datetime) -> int:
    """Forget the photos of talks in which nobody has written for so many days; return how many, at most AT_ONCE.

    Those that are held (`hold`) are kept. The files go once the caller's transaction is through.
    """
    old = session.scalars(
        select(MessagePhoto)
        .join(MessagePhoto.message)
        .join(Message.thread)
        .where(Thread.last_message_at < at - timedelta(days=days), MessagePhoto.forgotten_at.is_(None))
        .where(*(~which() for which in _HOLDS.values()))
        .order_by(MessagePhoto.id)
        .limit(AT_ONCE)
    ).all()
    keys = [key for photo in old for key in photo.keys]
    for photo in old:
        photo.view_key = photo.thumb_key = photo.width = photo.height = photo.failure = None
        photo.forgotten_at = at
    session.flush()
    if keys:
        enqueue(session(), FORGET, {"keys": keys}, at=at, secret=True)
    return len(old)


def give_up(at: datetime) -> int:
    """Say of photos that wait while no job of theirs is left (it took its worker along too often) that they failed.

    Returns how many, at most AT_ONCE; their files go once the caller's transaction is through.
    """
    stranded = session.scalars(
        select(MessagePhoto)
        .where(
            MessagePhoto.view_key.is_(None),
            MessagePhoto.failure.is_(None),
            MessagePhoto.forgotten_at.is_(None),
            ~is_awaited(PREPARE, MessagePhoto.id),
        )
        .order_by(MessagePhoto.id)
        .limit(AT_ONCE)
    ).all()
    for photo in stranded:
        photo.failure = INTERRUPTED
    session.flush()
    if stranded:
        keys = [photo.source_key for photo in stranded]
        enqueue(session(), FORGET, {"keys": keys}, at=at, secret=True)
    return len(stranded)


def drop_stranded(model: Any, kind: str, at: datetime) -> int:
    """Say of rows of `model` whose file as sent waits while no job of a kind is left that they failed; let go of it.

    Returns how many, at most AT_ONCE; the files go once the caller's transaction is through.
    """
    stranded = session.scalars(
        select(model)
        .where(model.source_key.is_not(None), model.view_key.is_(None), ~is_awaited(kind, model.id))
        .order_by(model.id)
        .limit(AT_ONCE)
    ).all()
    keys = [row.source_key for row in stranded]
    for row in stranded:
        row.source_key, row.failure = None, INTERRUPTED
    session.flush()
    if keys:
        enqueue(session(), FORGET, {"keys": keys}, at=at, secret=True)
    return len(keys)


def named_files() -> Iterator[ExpectedFile]:
    """Yield the files of photos: as they were sent while no copy is made, then the copies."""
    for photo in session.scalars(select(MessagePhoto).order_by(MessagePhoto.id)):
        digest = photo.digest if photo.state is PhotoState.PENDING else ""
        for key in photo.keys:
            yield ExpectedFile(key, True, digest)
