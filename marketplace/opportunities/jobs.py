"""Daily work on opportunities: what is over is closed, and those who may apply hear of a deadline that is near."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.database.session import session
from marketplace.opportunities import facts, mails, operations, queries
from marketplace.opportunities.eligibility import verdict
from marketplace.opportunities.models import Nudge
from marketplace.toolbox import toolbox

DAILY = "opportunities.daily"


def install(handlers: Handlers) -> None:
    """Register the handler, to be run once a day."""
    handlers.register(DAILY, _daily, daily=True)


def _daily(payload: dict[str, Any], context: JobContext) -> None:
    with context.finishing():
        today = toolbox().today()
        operations.close_due(at=context.at, today=today)
        nudge(at=context.at, today=today)


def nudge(*, at: datetime, today: date) -> int:
    """Tell each artisan who may apply, and has not, of a near deadline, once; return how many.

    Who was told is a row in the transaction of the letter: run twice, nobody hears the same twice. The feed has it
    for all of them; letters go to those alone who chose them.
    """
    told = 0
    for found in queries.near(today):
        waiting = queries.untold(found.id)
        records = facts.records_of([artisan.id for artisan in waiting])
        for artisan in waiting:
            if verdict(found.rule, facts.facts_of(artisan, records[artisan.id], today)).eligible:
                session.add(Nudge(opportunity_id=found.id, artisan_id=artisan.id, told_at=at))
                mails.tell_near(found, artisan, at=at)
                told += 1
    session.flush()
    return told
