"""Work on counts that is left for later: the old ones go."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.footfall import queries
from marketplace.toolbox import toolbox

FORGET_OLD = "footfall.forget"
KEPT_FOR = timedelta(days=90)


def install(handlers: Handlers) -> None:
    """Register the handler; the old is looked for once a day."""
    handlers.register(FORGET_OLD, forget_old, daily=True)


def forget_old(payload: dict[str, Any], context: JobContext) -> None:
    """Delete counts nobody is shown any more."""
    with context.finishing():
        queries.forget(toolbox().today() - KEPT_FOR)
