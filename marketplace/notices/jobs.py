"""Old rows of feeds are forgotten once a day."""

from __future__ import annotations

from typing import Any

from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.notices import operations
from marketplace.notices.rules import PRUNED_AT_ONCE

FORGET = "notices.forget"


def install(handlers: Handlers) -> None:
    """Register the handlers."""
    handlers.register(FORGET, _forget, daily=True)


def _forget(payload: dict[str, Any], context: JobContext) -> None:
    with context.finishing():
        while operations.forget(context.at) == PRUNED_AT_ONCE:
            pass
