"""What becomes of variations that were taken out: for a day they can be put back, then they are gone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.listings import variants

FORGET = "listings.forget_variants"
KEPT_REMOVED = timedelta(days=1)


def install(handlers: Handlers) -> None:
    """Register the daily job."""
    handlers.register(FORGET, _forget, daily=True)


def _forget(payload: dict[str, Any], context: JobContext) -> None:
    with context.finishing() as session:
        variants.forget(session, context.at - KEPT_REMOVED)
