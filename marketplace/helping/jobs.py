"""Work on helpers that is left for later: invitations nobody took up are forgotten."""

from __future__ import annotations

from typing import Any

from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.helping import operations

FORGET = "helping.forget"


def install(handlers: Handlers) -> None:
    """Register the handler; it runs once a day."""
    handlers.register(FORGET, forget, daily=True)


def forget(payload: dict[str, Any], context: JobContext) -> None:
    """Forget invitations whose time is over."""
    with context.finishing():
        operations.forget(at=context.at)
