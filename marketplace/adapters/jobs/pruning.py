"""Finished jobs are kept for a while, to be looked at, and then forgotten."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.adapters.jobs.queue import prune

PRUNE = "jobs.prune"
KEPT_DONE = timedelta(days=30)
"""Longer than a letter's number could be asked about; shorter than the table would be felt."""


def install(handlers: Handlers) -> None:
    """Register the handler, to be run once a day."""
    handlers.register(PRUNE, _prune, daily=True)


def _prune(payload: dict[str, Any], context: JobContext) -> None:
    with context.finishing() as session:
        prune(session, context.at - KEPT_DONE)
