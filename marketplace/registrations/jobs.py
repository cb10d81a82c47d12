"""Work on registrations that is left for later: offers lapse, the first day is reminded of, people are forgotten."""

from __future__ import annotations

from typing import Any

from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.registrations import forgetting, links, seats
from marketplace.toolbox import toolbox

EVERY_DAY = "registrations.every_day"


def install(handlers: Handlers) -> None:
    """Register the handlers; an offer has a job at the end of its time, and the daily one finds what was missed."""
    handlers.register(seats.LAPSE, lapse)
    handlers.register(EVERY_DAY, every_day, daily=True)


def lapse(payload: dict[str, Any], context: JobContext) -> None:
    """End the offers whose time is over; each seat goes on to the next."""
    box = toolbox()
    with context.finishing():
        seats.lapse_due(clock=box.clock, timezone=box.settings.timezone)


def every_day(payload: dict[str, Any], context: JobContext) -> None:
    """Remind of cohorts that begin soon, end offers, forget people of cohorts long over."""
    box = toolbox()
    with context.finishing():
        seats.lapse_due(clock=box.clock, timezone=box.settings.timezone)
        seats.remind(at=context.at, today=box.today())
        forgetting.forget_old(box.settings.registration_days, at=context.at, today=box.today())
        links.prune(context.at)
