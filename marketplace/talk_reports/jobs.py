"""Work on reports of talks that is left for later: photos are held while one is open, old reports are forgotten."""

from __future__ import annotations

from typing import Any

from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.inquiries import photos
from marketplace.talk_reports import operations, queries
from marketplace.toolbox import toolbox

FORGET_OLD = "talk_reports.forget"


def install(handlers: Handlers) -> None:
    """Register the handler, and which photos of talks are not forgotten meanwhile."""
    photos.hold("talk_reports", queries.holds_photo)
    handlers.register(FORGET_OLD, forget_old, daily=True)


def forget_old(payload: dict[str, Any], context: JobContext) -> None:
    """Forget reports that ended long enough ago."""
    with context.finishing():
        operations.forget(toolbox().settings.talk_report_days, context.at)
