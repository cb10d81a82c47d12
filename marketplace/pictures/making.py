"""Making one picture's renditions: what is made already, what is to be made, and writing down what was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from marketplace.adapters.images.formats import FORMATS, RECIPE_VERSION, Pass, PictureFormat
from marketplace.adapters.images.results import RenditionSet
from marketplace.adapters.images.sizes import zoom_width
from marketplace.pictures import operations
from marketplace.pictures.models import Picture
from marketplace.pictures.operations import StoredRendition
from marketplace.pictures.rules import PictureState
from marketplace.toolbox import Toolbox


@dataclass(frozen=True, slots=True)
class Source:
    """What one pass is made of. `masters`: a master is to take its place; `lost`: renditions whose file is gone."""

    digest: str
    key: str
    masters: bool
    lost: frozenset[str]


@dataclass(frozen=True, slots=True)
class Made:
    """What one pass made, with every file in place."""

    source: Source
    which: Pass
    facts: RenditionSet
    stored: tuple[StoredRendition, ...]
    master_key: str | None


def is_made(box: Toolbox, picture: Picture, which: Pass) -> bool:
    """Whether all that a pass would make is there already, by today's recipe and with its files."""
    page = [row for row in picture.renditions if row.format.value in FORMATS[which] and not row.for_zoom]
    zoom = [row for row in picture.renditions if row.for_zoom]
    if picture.state is not PictureState.READY or {row.format.value for row in page} != set(FORMATS[which]):
        return False
    if which is Pass.FINE and (
        _wants_master(box, picture)
        or not all(row.fine for row in page)
        or (zoom_width(picture.width or 0, picture.height or 0) is not None and not zoom)
    ):
        return False
    rows = page + zoom if which is Pass.FINE else page
    return all(row.recipe == RECIPE_VERSION and box.public_files.exists(row.key) for row in rows)


def source_of(box: Toolbox, picture: Picture, which: Pass, again: str = "") -> Source:
    """Return what to make this pass of; `again` is the key of bytes that stand for an original that was lost."""
    return Source(
        picture.digest,
        again or picture.original_key,
        masters=which is Pass.FINE and _wants_master(box, picture),
        lost=frozenset(row.key for row in picture.renditions if not box.public_files.exists(row.key)),
    )


def make(box: Toolbox, source: Source, which: Pass) -> Made:
    """Make a pass's renditions and keep their files; `take` writes them down. Reads no row.

    Raises PictureFailed, NotFound where the original is gone, Unavailable where there is no room.
    """
    with box.private_files.open(source.key) as original:
        data = original.read()
    facts = box.images.render(data, which, master=source.masters)
    stored = []
    for piece in facts.renditions:
        place = box.public_files.put(piece.data, piece.format.suffix)
        stored.append((piece.format.value, piece.width, piece.height, place, len(piece.data)))
    master = box.private_files.put(facts.master, PictureFormat.JPEG.suffix) if source.masters else None
    return Made(source, which, facts, tuple(stored), master)


def make_master(box: Toolbox, source: Source) -> str:
    """Make and keep the master alone; return its key. Raises PictureFailed, NotFound, Unavailable."""
    with box.private_files.open(source.key) as original:
        data = original.read()
    return box.private_files.put(box.images.master(data), PictureFormat.JPEG.suffix)


def take(picture: Picture, made: Made, at: datetime) -> str | None:
    """Write down what was made; return the key of an original to delete after the commit.

    A photo that was sent anew meanwhile keeps what came last as its original.
    """
    fine = made.which is Pass.FINE
    operations.take(picture, made.facts, made.stored, at, fine=fine, lost=made.source.lost)
    if made.which is Pass.FIRST:
        operations.refine(picture, at)
    if made.master_key is None or picture.original_key != made.source.key:
        return None
    dropped = operations.keep_master(picture, made.master_key, at)
    return dropped if dropped != made.master_key else None


def _wants_master(box: Toolbox, picture: Picture) -> bool:
    return picture.mastered_at is None and not box.settings.photo_keep_originals
