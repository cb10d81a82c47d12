"""Renditions: first what a page needs, at once; the fine pass when there is time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from marketplace.adapters.images.formats import Pass
from marketplace.adapters.images.results import PictureFailed
from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.adapters.storage.expected import register
from marketplace.database.session import writing
from marketplace.kit.errors import NotFound, Unavailable
from marketplace.pictures import making, operations, queries
from marketplace.pictures.models import Picture, Rendition, RetiredRendition
from marketplace.pictures.rules import FINE, LIGHT
from marketplace.toolbox import Toolbox, toolbox

KEPT_UNSHOWN = timedelta(hours=24)
KEPT_RETIRED = timedelta(days=7)
"""A tab left open, and a search engine's copy, name a page's pictures for days."""
SWEEP = "pictures.sweep"


def install(handlers: Handlers) -> None:
    """Register the handlers, and which files pictures name."""
    register(queries.named_files, Picture, Rendition, RetiredRendition)
    handlers.register(LIGHT, make_light, tries=3, lease_seconds=90)
    handlers.register(FINE, make_fine, tries=3, lease_seconds=180)
    handlers.register(SWEEP, sweep, lease_seconds=600, daily=True)


def make_light(payload: dict[str, Any], context: JobContext) -> None:
    """Make all that a page needs, and queue the fine pass. What cannot be made is marked as failed, with the reason.

    `sent` names the bytes that came last: of a picture that lost its original they are made.
    """
    _make(payload["digest"], Pass.FIRST, context, payload.get("sent", ""))


def make_fine(payload: dict[str, Any], context: JobContext) -> None:
    """Make lighter AVIF and the zoom, and let a master without metadata take the original's place.

    Without it the page loses nothing but some bytes.
    """
    _make(payload["digest"], Pass.FINE, context)


def sweep(payload: dict[str, Any], context: JobContext) -> None:
    """Clear away what nobody has shown for a day, and light copies that were replaced a week ago.

    Originals and masters that no row names any more go with the sweep of private files.
    """
    sweep_orphans(toolbox())
    sweep_retired(toolbox())


def _make(digest: str, which: Pass, context: JobContext, sent: str = "") -> None:
    box = toolbox()
    with context.reading():
        picture = queries.by_digest(digest)
        if picture is None:
            return
        again = sent if sent and not box.private_files.exists(picture.original_key) else ""
        made_already = not again and making.is_made(box, picture, which)
        if made_already and (which is Pass.FINE or making.is_made(box, picture, Pass.FINE)):
            return
        source = making.source_of(box, picture, which, again)
    if made_already:
        _refine(digest, context)
        return
    try:
        made = making.make(box, source, which)
    except PictureFailed as failure:
        if failure.transient and not context.last_try:
            raise
        if not (source.masters and _master_alone(box, source, context)):
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
    except Exception:
        if context.last_try:  # it is told, whatever it was: nothing is "being prepared" for ever
            _failed(digest, "picture.child_lost", context)
        raise
    dropped = None
    with context.finishing():
        picture = queries.by_digest(digest)
        if picture is not None:
            if again:
                operations.replace_original(picture, again)
            dropped = making.take(picture, made, context.at)
    if dropped is not None:
        box.private_files.delete(dropped)


def _master_alone(box: Toolbox, source: making.Source, context: JobContext) -> bool:
    """Let a master take the original's place though the pass failed: what a phone wrote into it is not kept."""
    try:
        key = making.make_master(box, source)
    except PictureFailed:
        return False
    dropped = None
    with context.finishing():
        picture = queries.by_digest(source.digest)
        if picture is not None and picture.original_key == source.key != key:
            dropped = operations.keep_master(picture, key, context.at)
    if dropped is not None:
        box.private_files.delete(dropped)
    return True


def _refine(digest: str, context: JobContext) -> None:
    with context.finishing():
        picture = queries.by_digest(digest)
        if picture is not None:
            operations.refine(picture, context.at)


def _failed(digest: str, code: str, context: JobContext) -> None:
    with context.finishing():
        picture = queries.by_digest(digest)
        if picture is not None:
            operations.fail(picture, code)


def sweep_orphans(box: Toolbox, age: timedelta = KEPT_UNSHOWN) -> int:
    """Delete pictures older than `age` that nothing shows, rows first, then files; returns how many pictures went.

    A file that was put again meanwhile, for the same photo sent once more, is younger and stays.
    """
    gone = 0
    while True:
        with writing():
            pictures, public = operations.forget_orphans(box.clock() - age)
        for key in public:
            if box.public_files.is_older(key, age.total_seconds()):
                box.public_files.delete(key)
        gone += pictures
        if not pictures:
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
