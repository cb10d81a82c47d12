"""Work on checks that is left for later: pages of evidence are made, old counts of readers go."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import delete

from marketplace.adapters.images.results import PictureFailed
from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.adapters.storage.expected import register
from marketplace.certificates.jobs import viewing_pages
from marketplace.checks import operations, queries
from marketplace.checks.models import EvidenceFile, RecordVisits
from marketplace.kit.errors import NotFound
from marketplace.toolbox import toolbox

FORGET_VISITS = "checks.forget_visits"
KEEP_VISITS = timedelta(days=90)


def install(handlers: Handlers) -> None:
    """Register the handlers and which files checks name, and have decisions write their events."""
    operations.install()
    register(queries.named_files, EvidenceFile)
    handlers.register(operations.PREPARE, prepare, tries=3, lease_seconds=90)
    handlers.register(FORGET_VISITS, forget_visits, daily=True)


def prepare(payload: dict[str, Any], context: JobContext) -> None:
    """Make the pages of a piece of evidence, or write down why that cannot be done."""
    file_id = int(payload["file_id"])
    with context.reading() as session:
        file = session.get(EvidenceFile, file_id)
        if file is None or file.pages:
            return
        original = file.original_key
    pages: list[dict[str, Any]] = []
    failure: str | None = None
    try:
        pages = viewing_pages(original)
    except PictureFailed as failed:
        if failed.transient and not context.last_try:
            raise
        failure = "scan.failed" if failed.transient else failed.code
    except NotFound:
        failure = "scan.failed"
    with context.finishing() as session:
        file = session.get(EvidenceFile, file_id)
        if file is not None:
            file.pages, file.failure = pages, failure


def forget_visits(payload: dict[str, Any], context: JobContext) -> None:
    """Delete counts nobody sorts by any more."""
    oldest = toolbox().today() - KEEP_VISITS
    with context.finishing() as session:
        session.execute(delete(RecordVisits).where(RecordVisits.day < oldest))
