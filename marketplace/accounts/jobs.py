"""Work left for later: finding out whether an address is known, where its answer cannot be timed from outside."""

from __future__ import annotations

from typing import Any

from marketplace.accounts import operations, resets
from marketplace.adapters.jobs.handlers import Handlers, JobContext


def install(handlers: Handlers) -> None:
    """Register the handlers."""
    handlers.register(operations.SIGN_UP_JOB, _sign_up)
    handlers.register(resets.LINK_JOB, _reset_link)


def _sign_up(payload: dict[str, Any], context: JobContext) -> None:
    with context.finishing():
        operations.answer_sign_up(payload["sign_up_id"], at=context.at)


def _reset_link(payload: dict[str, Any], context: JobContext) -> None:
    with context.finishing():
        resets.send_link(payload["email"], at=context.at)
