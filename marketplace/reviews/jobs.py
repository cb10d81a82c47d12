"""Work on reviews that is left for later: copies of photos; those nobody makes any more are not waited for."""

from __future__ import annotations

from typing import Any

from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.adapters.storage.expected import register
from marketplace.inquiries.jobs import private_copies
from marketplace.inquiries.rules import PHOTO_SIDES
from marketplace.reviews import photos
from marketplace.reviews.models import ReviewPhoto
from marketplace.toolbox import toolbox

GIVE_UP = "reviews.give-up"


def install(handlers: Handlers) -> None:
    """Register the handlers, and which files reviews have."""
    register(photos.named_files, ReviewPhoto)
    handlers.register(photos.PREPARE, prepare, tries=3, lease_seconds=90)
    handlers.register(GIVE_UP, give_up, daily=True)


def prepare(payload: dict[str, Any], context: JobContext) -> None:
    """Make the two copies of a photo, or write down why that cannot be done; what was sent is deleted."""
    number = int(payload["photo_id"])
    with context.reading() as session:
        row = session.get(ReviewPhoto, number)
        if row is None or row.source_key is None:
            return
        source = row.source_key
    keys, view, failure = private_copies(source, list(PHOTO_SIDES.values()), context)
    with context.finishing() as session:
        row = session.get(ReviewPhoto, number)
        gone = row is None or row.source_key is None
        if row is not None and not gone:
            row.source_key, row.failure = None, failure
            if view is not None:
                row.view_key, row.thumb_key = keys
    for key in [source, *(keys if gone else ())]:
        toolbox().private_files.delete(key)


def give_up(payload: dict[str, Any], context: JobContext) -> None:
    """Wait for no photo that nobody prepares any more."""
    with context.finishing():
        photos.give_up(context.at)
