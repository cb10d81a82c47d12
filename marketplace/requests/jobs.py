"""Work on requests that is left for later: copies of photos are made, what is over ends, old photos go."""

from __future__ import annotations

from typing import Any

from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.adapters.storage.expected import register
from marketplace.certificates.jobs import prepare_pages
from marketplace.requests import links, operations, photos, queries
from marketplace.requests.models import RequestPhoto
from marketplace.requests.photos import PREPARE
from marketplace.toolbox import toolbox

END_DUE = "requests.end"


def install(handlers: Handlers) -> None:
    """Register the handlers; requests are looked through once a day."""
    register(queries.named_files, RequestPhoto)
    handlers.register(PREPARE, prepare, tries=3, lease_seconds=90)
    handlers.register(END_DUE, end_due, daily=True)


def prepare(payload: dict[str, Any], context: JobContext) -> None:
    """Make the copy of a photo that is looked at, or write down why that cannot be done."""
    prepare_pages(RequestPhoto, int(payload["photo_id"]), context)


def end_due(payload: dict[str, Any], context: JobContext) -> None:
    """End what is over; of requests nobody can open any more forget the photos, and all of those without an order."""
    with context.finishing():
        operations.end_due(at=context.at, today=toolbox().today())
        photos.give_up()
        photos.forget(at=context.at)
        operations.forget(at=context.at)
        links.prune(context.at)
