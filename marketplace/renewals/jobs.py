"""The daily look at what ends."""

from __future__ import annotations

from typing import Any

from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.renewals import operations
from marketplace.toolbox import toolbox

REMIND = "renewals.remind"


def install(handlers: Handlers) -> None:
    """Register the handler, to be run once a day."""
    handlers.register(REMIND, _remind, daily=True)


def _remind(payload: dict[str, Any], context: JobContext) -> None:
    with context.finishing():
        operations.remind(toolbox().today(), at=context.at)
