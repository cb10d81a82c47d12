"""Renditions: the light formats first, so that the page has a picture; the fine ones when there is time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from marketplace.adapters.images import formats
from marketplace.adapters.images.formats import PictureFormat
from marketplace.adapters.images.results import PictureFailed, RenditionSet
from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.adapters.storage.expected import register
from marketplace.database.session import writing
from marketplace.kit.errors import NotFound, Unavailable
from marketplace.pictures import operations, queries
from marketplace.pictures.models import Picture, Rendition, RetiredRendition
from marketplace.pictures.rules import FINE, LIGHT, PictureState
from marketplace.toolbox import Toolbox, toolbox

KEPT_UNSHOWN = timedelta(hours=24)
KEPT_RETIRED = timedelta(days=7)
"""Shared caches keep a page for a minute; a tab left open, and a search engine's copy, name its pictures for days."""
SWEEP = "pictures.sweep"


def install(handlers: Handlers) -> None:
    """Register the handlers, and which files pictures name."""
    register(queries.named_files, Picture, Rendition, RetiredRendition)
    handlers.register(LIGHT, make_light, tries=3, lease_seconds=90)
    handlers.register(FINE, make_fine, tries=3, lease_seconds=180)
    handlers.register(SWEEP, sweep, lease_seconds=600, daily=True)


def make_light(payload: dict[str, Any], context: JobContext) -> None:
    """Make WebP and JPEG. A picture that cannot be made is marked as failed, with the reason."""
    _make(payload["digest"], formats.LIGHT, context)


def make_fine(payload: dict[str, Any], context: JobContext) -> None:
    """Make AVIF for a picture that is shown already; without it the page loses nothing but some bytes."""
    _make(payload["digest"], formats.FINE, context)


def sweep(payload: dict[str, Any], context: JobContext) -> None:
    """Clear away what nobody has shown for a day, and light copies that were replaced a week ago."""
    sweep_orphans(toolbox())
    sweep_retired(toolbox())


def _make(digest: str, wanted: tuple[PictureFormat, ...], context: JobContext) -> None:
    box = toolbox()
    with context.reading():
        picture = queries.by_digest(digest)
        if picture is None or is_made(box, picture, wanted):
            return
        key = picture.original_key
    try:
        made, stored = render(box, key, wanted)
    except PictureFailed as failure:
        if failure.transient and not context.last_try:
            raise
        _failed(digest, failure.code, context)
        return
    except NotFound:
        _failed(digest, "picture.lost", context)
        return
    except Unavailable as refusal:
        if not context.last_try:
            raise
        _failed(digest, "picture.no_room" if refusal.code == "storage.full" else "picture.away", context)
        return
    with context.finishing():
        picture = queries.by_digest(digest)
        if picture is not None:
            operations.take(picture, made, stored, context.at)


def is_made(box: Toolbox, picture: Picture, wanted: tuple[PictureFormat, ...]) -> bool:
    """Whether all that a job would make is there already, by today's recipe and with its files."""
    names = {str(each) for each in wanted}
    rows = [row for row in picture.renditions if str(row.format) in names]
    return (
        picture.state is PictureState.READY
        and {str(row.format) for row in rows} == names
        and all(row.recipe == formats.RECIPE_VERSION and box.public_files.exists(row.key) for row in rows)
    )


def render(
    box: Toolbox, key: str, wanted: tuple[PictureFormat, ...]
) -> tuple[RenditionSet, list[tuple[str, int, int, str, int]]]:
    """Make renditions of an original and keep their files; `operations.take` writes them down.

    Raises PictureFailed, NotFound where the original is gone, Unavailable where there is no room.
    """
    with box.private_files.open(key) as original:
        data = original.read()
    made = box.images.render(data, wanted)
    stored = []
    for piece in made.renditions:
        place = box.public_files.put(piece.data, piece.format.suffix)
        stored.append((piece.format.value, piece.width, piece.height, place, len(piece.data)))
    return made, stored


def _failed(digest: str, code: str, context: JobContext) -> None:
    with context.finishing():
        picture = queries.by_digest(digest)
        if picture is not None:
            operations.fail(picture, code)


def sweep_orphans(box: Toolbox, age: timedelta = KEPT_UNSHOWN) -> int:
    """Delete pictures older than `age` that nothing shows, rows first, then files; returns how many pictures went.

    A photo sent again in the very moment between the two finds its original gone, is marked "picture.lost", and the
    artisan is asked for it once more.
    """
    gone = 0
    while True:
        with writing():
            private, public = operations.forget_orphans(box.clock() - age)
        for key in private:
            box.private_files.delete(key)
        for key in public:
            box.public_files.delete(key)
        gone += len(private)
        if not private:
            return gone


def sweep_retired(box: Toolbox, age: timedelta = KEPT_RETIRED) -> int:
    """Delete light copies that were replaced longer than `age` ago, rows first; returns how many files went.

    A file that a job has put again this very day, and not yet written down, is left to `tidy-storage`.
    """
    gone = 0
    while True:
        with writing():
            rows, keys = operations.forget_retired(box.clock() - age)
        for key in keys:
            if box.public_files.is_older(key, KEPT_UNSHOWN.total_seconds()):
                box.public_files.delete(key)
                gone += 1
        if not rows:
            return gone
