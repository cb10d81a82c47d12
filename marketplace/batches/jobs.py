"""Making the rows of an import drafts, one transaction each; forgetting on schedule."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.adapters.jobs.queue import LeaseLost
from marketplace.adapters.storage.expected import register
from marketplace.batches import ending, operations, queries
from marketplace.batches.models import BatchFile
from marketplace.batches.operations import FORGET, MAKE
from marketplace.database.session import writing
from marketplace.toolbox import toolbox

KEEP_EVERY = 10
"""Rows after which the lease begins anew."""


def install(handlers: Handlers) -> None:
    """Register the handlers, and which files imports name."""
    register(queries.named_files, BatchFile)
    handlers.register(MAKE, make, tries=3, lease_seconds=90)
    handlers.register(FORGET, forget)


def make(payload: dict[str, Any], context: JobContext) -> None:
    """Make row after row, until none is left or somebody stops it.

    What a killed worker had committed stays, the next one goes on with the row after it.
    """
    batch_id, made = int(payload["batch_id"]), 0
    try:
        while make_one(batch_id, context.at):
            made += 1
            if made % KEEP_EVERY == 0:
                context.keep()
    except LeaseLost:
        raise
    except Exception:
        if context.last_try:
            with writing():
                operations.halt(batch_id)
        raise
    with context.finishing():
        operations.finish(batch_id, context.at)


def make_one(batch_id: int, at: datetime) -> bool:
    """Make one row in a transaction of its own; False when none is left."""
    with writing():
        return operations.make_next(batch_id, at=at, today=toolbox().today())


def forget(payload: dict[str, Any], context: JobContext) -> None:
    """Forget an import that was never started, or the details of one that is long over."""
    with context.finishing():
        ending.forget(int(payload["batch_id"]), drafts_only=bool(payload.get("drafts_only")))
