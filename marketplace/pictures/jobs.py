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
from marketplace.pictures.models import Picture, Rendition
from marketplace.pictures.rules import FINE, LIGHT
from marketplace.toolbox import Toolbox, toolbox

KEPT_UNSHOWN = timedelta(hours=24)
SWEEP = "pictures.sweep"


def install(handlers: Handlers) -> None:
    """Register the handlers, and which files pictures name."""
    register(queries.named_files, Picture, Rendition)
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
    """Clear away what nobody has shown for a day."""
    sweep_orphans(toolbox())


def _make(digest: str, wanted: tuple[PictureFormat, ...], context: JobContext) -> None:
    with context.reading():
        picture = queries.by_digest(digest)
        if picture is None:
            return
        key = picture.original_key
    box = toolbox()
    try:
        made, stored = _render(box, key, wanted)
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


def _render(
    box: Toolbox, key: str, wanted: tuple[PictureFormat, ...]
) -> tuple[RenditionSet, list[tuple[str, int, int, str, int]]]:
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
