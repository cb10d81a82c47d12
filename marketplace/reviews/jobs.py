"""Work on reviews that is left for later: copies of photos; those nobody makes any more are not waited for."""

from __future__ import annotations

from typing import Any

from marketplace.adapters.images.results import Rendition
from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.adapters.storage.expected import register
from marketplace.inquiries.jobs import prepare_copies
from marketplace.inquiries.rules import PHOTO_SIDES
from marketplace.reviews import photos
from marketplace.reviews.models import ReviewPhoto

GIVE_UP = "reviews.give-up"


def install(handlers: Handlers) -> None:
    """Register the handlers, and which files reviews have."""
    register(photos.named_files, ReviewPhoto)
    handlers.register(photos.PREPARE, prepare, tries=3, lease_seconds=90)
    handlers.register(GIVE_UP, give_up, daily=True)


def prepare(payload: dict[str, Any], context: JobContext) -> None:
    """Make the two copies of a photo, or write down why that cannot be done; what was sent is deleted."""
    prepare_copies(ReviewPhoto, int(payload["photo_id"]), list(PHOTO_SIDES.values()), context, _keep)


def _keep(row: ReviewPhoto, keys: list[str], view: Rendition) -> None:
    row.view_key, row.thumb_key = keys


def give_up(payload: dict[str, Any], context: JobContext) -> None:
    """Wait for no photo that nobody prepares any more."""
    with context.finishing():
        photos.give_up(context.at)
