"""Work on talks that is left for later: photos are made small, what has been kept long enough goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from marketplace.adapters.images.results import PictureFailed, Rendition
from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.adapters.storage.expected import register
from marketplace.inquiries import links, pace, photos
from marketplace.inquiries.models import MessagePhoto
from marketplace.inquiries.rules import PHOTO_SIDES, PhotoState
from marketplace.kit.errors import NotFound, Unavailable
from marketplace.toolbox import toolbox

FORGET_OLD = "talks.forget"
MEASURE = "talks.measure"


def install(handlers: Handlers) -> None:
    """Register the handlers, and which files photos of talks have."""
    register(photos.named_files, MessagePhoto)
    handlers.register(photos.PREPARE, prepare, tries=3, lease_seconds=90)
    handlers.register(FORGET_OLD, forget_old, daily=True)
    handlers.register(MEASURE, measure, daily=True)


def prepare(payload: dict[str, Any], context: JobContext) -> None:
    """Make the two copies of a photo, or write down why that cannot be done; either way what was sent is deleted."""
    number = int(payload["photo_id"])
    with context.reading() as session:
        row = session.get(MessagePhoto, number)
        if row is None or row.state is not PhotoState.PENDING:
            return
        source = row.source_key
    keys, view, failure = private_copies(source, list(PHOTO_SIDES.values()), context)
    with context.finishing() as session:
        row = session.get(MessagePhoto, number)
        gone = row is None or row.state is not PhotoState.PENDING
        if row is not None and not gone:
            row.failure = failure
            if view is not None and failure is None:
                row.view_key, row.thumb_key = keys
                row.width, row.height = view.width, view.height
    for key in [source, *(keys if gone or failure else ())]:
        toolbox().private_files.delete(key)


def prepare_copies(
    model: type[Any],
    number: int,
    sides: Sequence[int],
    context: JobContext,
    keep: Callable[[Any, list[str], Rendition], None],
) -> None:
    """Make the copies of one row's file, or write down why that cannot be done; what was sent is deleted either way.

    The model has `source_key`, None once nothing waits, and `failure`; `keep` writes the copies' keys and the size of
    the largest into the row.
    """
    with context.reading() as session:
        row = session.get(model, number)
        if row is None or row.source_key is None:
            return
        source = row.source_key
    keys, view, failure = private_copies(source, sides, context)
    with context.finishing() as session:
        row = session.get(model, number)
        gone = row is None or row.source_key is None
        if row is not None and not gone:
            row.source_key, row.failure = None, failure
            if view is not None:
                keep(row, keys, view)
    for key in [source, *(keys if gone else ())]:
        toolbox().private_files.delete(key)


def private_copies(
    source: str, sides: Sequence[int], context: JobContext
) -> tuple[list[str], Rendition | None, str | None]:
    """Make copies without metadata of a private file, at most so many pixels long, and store them.

    Returns their keys and what the largest is, or a code that says why there are none. Raises what may pass, until
    the last try.
    """
    files = toolbox().private_files
    try:
        with files.open(source) as file:
            data = file.read()
        made = toolbox().images.shrunk(data, sides)
        return [files.put_unguessable(one.data, one.format.suffix) for one in made], made[0], None
    except NotFound:
        return [], None, "picture.lost"
    except Exception as error:
        lasting = isinstance(error, PictureFailed) and not error.transient
        if not (lasting or context.last_try):
            raise
        return [], None, _why(error)


def _why(error: Exception) -> str:
    if isinstance(error, PictureFailed):
        return error.code
    if isinstance(error, Unavailable):
        return "picture.no_room" if error.code == "storage.full" else "picture.away"
    return photos.INTERRUPTED


def forget_old(payload: dict[str, Any], context: JobContext) -> None:
    """Forget photos of quiet talks and links that lead nowhere, and wait for no photo that nobody prepares any more."""
    with context.finishing():
        photos.give_up(context.at)
        photos.forget_old(toolbox().settings.talk_photo_days, context.at)
        links.prune(context.at)


def measure(payload: dict[str, Any], context: JobContext) -> None:
    """Say anew how soon each artisan usually answers."""
    with context.finishing():
        pace.measure(at=context.at, timezone=toolbox().settings.timezone)
