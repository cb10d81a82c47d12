"""Work left for later."""

from __future__ import annotations

from marketplace.adapters.jobs.handlers import Handlers


def install(handlers: Handlers) -> None:
    """Register the handlers."""
