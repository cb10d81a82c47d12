"""What can be done with pictures: store the bytes, keep the row, take the renditions, clear away what nobody shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Protocol

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from marketplace.adapters.images.formats import RECIPE_VERSION
from marketplace.adapters.images.inspection import PictureLimits, inspect
from marketplace.adapters.images.results import RenditionSet
from marketplace.adapters.jobs.queue import enqueue
from marketplace.adapters.storage.port import Storage
from marketplace.database.session import session
from marketplace.pictures import copies, queries
from marketplace.pictures.models import Picture, Rendition, RetiredRendition
from marketplace.pictures.rules import FINE, LIGHT, PictureFormat, PictureState

LIGHT_PRIORITY, FINE_PRIORITY = 20, -20
CALM = timedelta(minutes=1)
"""How long the fine pass waits: whoever sends ten photos one after the other sees each as soon as it has come."""
StoredRendition = tuple[str, int, int, str, int]
"""Format, width, height, key and bytes of a file that is in place."""


class Limits(Protocol):
    """The part of the settings that says what a photo may be at most."""

    @property
    def photo_max_bytes(self) -> int: ...
    @property
    def photo_max_pixels(self) -> int: ...
    @property
    def photo_max_side(self) -> int: ...


class Box(Protocol):
    """The part of the toolbox that receiving and clearing away need."""

    @property
    def settings(self) -> Limits: ...
    @property
    def private_files(self) -> Storage: ...
    @property
    def public_files(self) -> Storage: ...


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """An original that is safely in the private area, before any row names it. Sizes as in its header."""

    digest: str
    key: str
    width: int
    height: int


def store(box: Box, data: bytes) -> StoredPicture:
    """Look at the header and keep the original. Touches no table: call it before the request's first query.

    Raises Unsupported or TooLarge ("picture....") for what is no photo within the limits, Unavailable
    "storage.full".
    """
    limits = PictureLimits(
        box.settings.photo_max_bytes, box.settings.photo_max_pixels, box.settings.photo_max_side
    )
    seen = inspect(data, limits)
    key = box.private_files.put(data, seen.format.suffix)
    return StoredPicture(sha256(data).hexdigest(), key, seen.width, seen.height)


def keep(stored: StoredPicture, at: datetime) -> Picture:
    """Return the picture of these bytes, made now or long ago, and see that its renditions are or will be made.

    One that is shown already is looked at by the job: should a file of it be gone, these bytes bring it back.
    """
    picture = queries.by_digest(stored.digest)
    if picture is None:
        picture = _add(stored, at)
    if picture.state is PictureState.FAILED:
        picture.original_key, picture.mastered_at = stored.key, None
        picture.state, picture.failure = PictureState.PENDING, None
    session.flush()
    _prepare(picture.digest, at, sent=stored.key)
    return picture


def _add(stored: StoredPicture, at: datetime) -> Picture:
    picture = Picture(
        digest=stored.digest, original_key=stored.key, state=PictureState.PENDING, created_at=at
    )
    try:
        with session.begin_nested():
            session.add(picture)
    except IntegrityError:
        # The same photo arrived twice at once; the other request's row is as good as ours.
        found = queries.by_digest(stored.digest)
        if found is None:
            raise
        return found
    return picture


def retry(picture: Picture, at: datetime) -> None:
    """Try once more to prepare a picture that failed; for any other it changes nothing."""
    if picture.state is PictureState.FAILED:
        picture.state, picture.failure = PictureState.PENDING, None
        session.flush()
        _prepare(picture.digest, at)


def resume_pending(at: datetime) -> int:
    """Queue again what waits without a job (its worker was lost for good). Returns how many jobs were added."""
    return sum(_prepare(digest, at) for digest in queries.stranded_digests())


def take(
    picture: Picture,
    made: RenditionSet,
    stored: Iterable[StoredRendition],
    at: datetime,
    *,
    fine: bool = False,
    lost: Collection[str] = (),
) -> None:
    """Write down renditions whose files are in place; the picture is ready from now on.

    They take the place of those of the same format and use (page or zoom), whose files are retired: pages that were
    sent before name them. Those whose file is `lost` are forgotten at once.
    """
    rows = [
        Rendition(
            width=width,
            height=height,
            format=PictureFormat(name),
            key=key,
            bytes=size,
            recipe=RECIPE_VERSION,
            fine=fine,
        )
        for name, width, height, key, size in stored
    ]
    replaced = {(row.format, row.for_zoom) for row in rows}
    going = [old for old in picture.renditions if (old.format, old.for_zoom) in replaced]
    _retire(picture, {row.key for row in going}.difference(lost), {row.key for row in rows}, at)
    picture.renditions = [old for old in picture.renditions if old not in going]
    session.flush()
    picture.renditions.extend(rows)
    picture.colour, picture.width, picture.height = made.colour, made.width, made.height
    picture.perceptual_hash = made.hash
    if made.measures is not None:
        for name, value in asdict(made.measures).items():
            setattr(picture, name, value)
    picture.state, picture.failure = PictureState.READY, None
    session.flush()
    copies.remember(picture, made.marks, at)


def refine(picture: Picture, at: datetime) -> bool:
    """Queue the fine pass, for when nothing else is to do; says whether it was not queued already."""
    return enqueue(
        session(),
        FINE,
        {"digest": picture.digest},
        at=at,
        unique_key=f"{FINE}:{picture.digest}",
        run_after=at + CALM,
        priority=FINE_PRIORITY,
    )


def replace_original(picture: Picture, key: str) -> None:
    """Let bytes that were sent again stand for what was lost; the fine pass makes a master of them."""
    picture.original_key, picture.mastered_at = key, None
    session.flush()


def keep_master(picture: Picture, key: str, at: datetime) -> str:
    """Let a master that is in place stand for the original; return the original's key, to delete after the commit."""
    dropped, picture.original_key, picture.mastered_at = picture.original_key, key, at
    session.flush()
    return dropped


def _retire(picture: Picture, going: set[str], staying: set[str], at: datetime) -> None:
    """Write down which files are replaced; one that is made again as it was stays what it is."""
    session.execute(
        delete(RetiredRendition).where(
            RetiredRendition.picture_id == picture.id, RetiredRendition.key.in_(staying)
        )
    )
    for key in sorted(going - staying):
        session.merge(RetiredRendition(picture_id=picture.id, key=key, retired_at=at))


def fail(picture: Picture, code: str) -> None:
    """Record why no renditions could be made; a picture that is shown already stays shown."""
    if picture.state is not PictureState.READY:
        picture.state, picture.failure = PictureState.FAILED, code
        session.flush()


def forget_orphans(before: datetime) -> tuple[int, list[str]]:
    """Delete the rows of pictures nobody shows; return how many, and the public keys that may go after the commit.

    Rows that held a picture for a while only (a deleted photo that could be put back) go first. What was kept of their
    originals is left to the sweep of private files: two photos may share a master, an import may name it too.
    """
    for table, since in queries.holding():
        session.execute(delete(table).where(since < before))
    public: set[str] = set()
    orphans = queries.orphans(before)
    for picture in orphans:
        public.update(rendition.key for rendition in picture.renditions)
        public.update(queries.retired_keys(picture.id))
        session.delete(picture)
    session.flush()
    return len(orphans), sorted(public - queries.keys_still_used(public))


def forget_retired(before: datetime) -> tuple[int, list[str]]:
    """Forget renditions replaced before that moment; return how many rows went, and the keys no row names now."""
    rows = queries.retired(before)
    keys = {row.key for row in rows}
    for row in rows:
        session.delete(row)
    session.flush()
    return len(rows), sorted(keys - queries.keys_still_used(keys))


def _prepare(digest: str, at: datetime, sent: str = "") -> bool:
    return enqueue(
        session(),
        LIGHT,
        {"digest": digest, "sent": sent},
        at=at,
        unique_key=f"{LIGHT}:{digest}",
        priority=LIGHT_PRIORITY,
    )
