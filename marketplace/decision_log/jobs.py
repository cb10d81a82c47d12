"""Signing the log after something was decided."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import urlsplit

from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.decision_log import operations, queries
from marketplace.toolbox import toolbox

log = logging.getLogger(__name__)


def install(handlers: Handlers) -> None:
    """Register the handler. Its lease is long: the whole log is read before each signature."""
    handlers.register(operations.CHECKPOINT, checkpoint, tries=8, lease_seconds=300)


def checkpoint(payload: dict[str, Any], context: JobContext) -> None:
    """Sign the log with this entry and all that came with it; nothing to do where a later job has done so.

    A log that no longer leads to its last signed root is never signed again by itself: the refusal goes to the error
    log and, for staff, into the journal.
    """
    with context.reading():
        signed = queries.latest_checkpoint()
        if signed is not None and signed.size > payload["seq"]:
            return
        found = _look()
    if isinstance(found, operations.LogChanged):
        log.error("decision log: %s; nothing is signed", found)
        with context.finishing():
            operations.refuse(found, at=context.at)
        return
    file = toolbox().log_key
    key = file.load() if signed else file.load_or_make()
    with context.finishing():
        operations.sign(found, key, origin=origin(), at=context.at)


def _look() -> operations.Checked | operations.LogChanged:
    try:
        return operations.check()
    except operations.LogChanged as changed:
        return changed


def origin() -> str:
    """The name a new log gets: this installation's host, and what the log holds."""
    return f"{urlsplit(toolbox().settings.base_url).netloc}/decisions"
