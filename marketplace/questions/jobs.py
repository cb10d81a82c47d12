"""Work on public questions that is left for later: what was personal in them goes."""

from __future__ import annotations

from typing import Any

from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.questions import operations

FORGET_OLD = "questions.forget"


def install(handlers: Handlers) -> None:
    """Register the handler; the old is looked for once a day."""
    handlers.register(FORGET_OLD, forget_old, daily=True)


def forget_old(payload: dict[str, Any], context: JobContext) -> None:
    """Forget what has been kept long enough."""
    with context.finishing():
        operations.forget(at=context.at)
