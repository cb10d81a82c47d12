"""Forgetting on schedule: drafts nobody imported, and people who were not yet competent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select

from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.rosters.models import Roster, RosterRow
from marketplace.rosters.operations import FORGET_DRAFT
from marketplace.rosters.rules import Result, State
from marketplace.toolbox import toolbox

FORGET_NOT_YET = "rosters.forget_not_yet"


def install(handlers: Handlers) -> None:
    """Register the handlers; people not yet competent are looked for once a day."""
    handlers.register(FORGET_DRAFT, forget_draft)
    handlers.register(FORGET_NOT_YET, forget_not_yet, daily=True)


def forget_draft(payload: dict[str, Any], context: JobContext) -> None:
    """Delete a list that was never imported."""
    with context.finishing() as session:
        session.execute(
            delete(Roster).where(Roster.id == int(payload["roster_id"]), Roster.state == State.DRAFT)
        )


def forget_not_yet(payload: dict[str, Any], context: JobContext) -> None:
    """Delete the rows of those not yet competent, so many days after their list was imported."""
    days = timedelta(days=toolbox().settings.roster_not_yet_days)
    old = select(Roster.id).where(Roster.imported_at <= context.at - days)
    with context.finishing() as session:
        session.execute(
            delete(RosterRow)
            .where(RosterRow.roster_id.in_(old), RosterRow.result == Result.NOT_YET)
            .execution_options(synchronize_session=False)
        )
