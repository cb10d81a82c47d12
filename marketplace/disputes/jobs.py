"""Work on disputes that is left for later: copies of photos are made, old photos go."""

from __future__ import annotations

from typing import Any

from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.adapters.storage.expected import register
from marketplace.certificates.jobs import prepare_pages
from marketplace.disputes import evidence, queries
from marketplace.disputes.models import DisputePhoto
from marketplace.toolbox import toolbox

FORGET_OLD = "disputes.forget"


def install(handlers: Handlers) -> None:
    """Register the handlers, and which files disputes have."""
    register(queries.named_files, DisputePhoto)
    handlers.register(evidence.PREPARE, prepare, tries=3, lease_seconds=90)
    handlers.register(FORGET_OLD, forget_old, daily=True)


def prepare(payload: dict[str, Any], context: JobContext) -> None:
    """Make the copy of a photo that is looked at, or write down why that cannot be done."""
    prepare_pages(DisputePhoto, int(payload["photo_id"]), context)


def forget_old(payload: dict[str, Any], context: JobContext) -> None:
    """Forget photos of disputes that ended long enough ago, and wait for none that nobody prepares any more."""
    with context.finishing():
        evidence.give_up()
        evidence.forget(toolbox().settings.dispute_photo_days, context.at)
