"""Work on reports that is left for later: viewing copies are made, old evidence goes."""

from __future__ import annotations

from typing import Any

from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.adapters.storage.expected import register
from marketplace.certificates.jobs import prepare_pages
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
    prepare_pages(Evidence, int(payload["report_id"]), context)


def forget_old(payload: dict[str, Any], context: JobContext) -> None:
    """Forget what has been kept long enough."""
    with context.finishing():
        operations.forget(at=context.at)
