"""Work on checks that is left for later: pages of evidence are made, old counts of readers go."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import delete

from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.adapters.storage.expected import register
from marketplace.certificates.jobs import prepare_pages
from marketplace.checks import operations, queries
from marketplace.checks.models import EvidenceFile, RecordVisits
from marketplace.toolbox import toolbox

EXPIRE = "checks.expire"
FORGET_VISITS = "checks.forget_visits"
KEEP_VISITS = timedelta(days=90)


def install(handlers: Handlers) -> None:
    """Register the handlers and which files checks name, and have decisions write their events."""
    operations.install()
    register(queries.named_files, EvidenceFile)
    handlers.register(operations.PREPARE, prepare, tries=3, lease_seconds=90)
    handlers.register(FORGET_VISITS, forget_visits, daily=True)
    handlers.register(EXPIRE, expire, daily=True, lease_seconds=600)


def prepare(payload: dict[str, Any], context: JobContext) -> None:
    """Make the pages of a piece of evidence, or write down why that cannot be done."""
    prepare_pages(EvidenceFile, int(payload["file_id"]), context)


def expire(payload: dict[str, Any], context: JobContext) -> None:
    """Delete evidence that is as old as scans may become."""
    with context.finishing():
        operations.forget_overdue(toolbox().settings.scan_days, context.at)


def forget_visits(payload: dict[str, Any], context: JobContext) -> None:
    """Delete counts nobody sorts by any more."""
    oldest = toolbox().today() - KEEP_VISITS
    with context.finishing() as session:
        session.execute(delete(RecordVisits).where(RecordVisits.day < oldest))
