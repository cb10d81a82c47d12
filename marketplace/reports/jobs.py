"""Work on reports that is left for later: viewing copies are made, old evidence goes."""

from __future__ import annotations

from typing import Any

from marketplace.adapters.images.results import PictureFailed
from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.adapters.storage.expected import register
from marketplace.certificates.jobs import delete_files, viewing_pages
from marketplace.kit.errors import NotFound
from marketplace.reports import operations, queries
from marketplace.reports.models import Evidence
from marketplace.reports.operations import PREPARE

FORGET_OLD = "reports.forget"


def install(handlers: Handlers) -> None:
    """Register the handlers; the old is looked for once a day."""
    register(queries.named_files, Evidence)
    handlers.register(PREPARE, prepare, tries=3, lease_seconds=90)
    handlers.register(FORGET_OLD, forget_old, daily=True)


def prepare(payload: dict[str, Any], context: JobContext) -> None:
    """Make the viewing copies of a report's evidence, or write down why that cannot be done, for officers to read."""
    report_id = int(payload["report_id"])
    with context.reading() as session:
        evidence = session.get(Evidence, report_id)
        if evidence is None or evidence.pages or evidence.original_key is None:
            return
        original = evidence.original_key
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
        evidence = session.get(Evidence, report_id)
        gone = evidence is None or evidence.original_key != original
        if evidence is not None and not gone:
            evidence.pages, evidence.failure = pages, failure
    if gone:
        delete_files([page["key"] for page in pages])


def forget_old(payload: dict[str, Any], context: JobContext) -> None:
    """Forget what has been kept long enough."""
    with context.finishing():
        operations.forget(at=context.at)
