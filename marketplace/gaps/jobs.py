"""Work on counts that is left for later: the old ones go."""

from __future__ import annotations

from typing import Any

from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.gaps import operations
from marketplace.toolbox import toolbox

FORGET_OLD = "gaps.forget"


def install(handlers: Handlers) -> None:
    """Register the handler; the old is looked for once a day."""
    handlers.register(FORGET_OLD, forget_old, daily=True)


def forget_old(payload: dict[str, Any], context: JobContext) -> None:
    """Forget what is not shown any more."""
    with context.finishing():
        operations.forget(toolbox().today())
