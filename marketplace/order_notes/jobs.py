"""Work on order notes that is left for later: links that lead nowhere any more go."""

from __future__ import annotations

from typing import Any

from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.order_notes import links

FORGET_LINKS = "order-notes.forget-links"


def install(handlers: Handlers) -> None:
    """Register the handlers."""
    handlers.register(FORGET_LINKS, forget_links, daily=True)


def forget_links(payload: dict[str, Any], context: JobContext) -> None:
    """Forget links that were replaced long ago."""
    with context.finishing():
        links.prune(context.at)
