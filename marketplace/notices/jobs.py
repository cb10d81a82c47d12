"""Digests are written when they are due; what was left over is looked for once a day, and old rows are forgotten."""

from __future__ import annotations

from typing import Any

from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.notices import digests, operations
from marketplace.notices.rules import PRUNED_AT_ONCE
from marketplace.toolbox import toolbox

DAILY = "notices.daily"


def install(handlers: Handlers) -> None:
    """Register the handlers; the first is run once a day."""
    handlers.register(DAILY, _daily, daily=True)
    handlers.register(digests.DIGEST_JOB, _digest)


def _daily(payload: dict[str, Any], context: JobContext) -> None:
    with context.finishing():
        digests.plan_overdue(context.at)
        while operations.forget(context.at) == PRUNED_AT_ONCE:
            pass


def _digest(payload: dict[str, Any], context: JobContext) -> None:
    with context.finishing():
        secret = toolbox().settings.secret_key
        digests.write_digest(payload["account_id"], secret=secret, at=context.at)
