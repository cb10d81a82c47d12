"""The daily look for letters that are due, and one job for each of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.alerts import following, operations
from marketplace.alerts.rules import Kind
from marketplace.catalogue.kept import index_of
from marketplace.database.session import writing
from marketplace.toolbox import toolbox

PLAN = "alerts.plan"


def install(handlers: Handlers) -> None:
    """Register the handlers; the first is run once a day."""
    handlers.register(PLAN, _plan, daily=True)
    handlers.register(operations.LETTER_JOB, _letter)


def _plan(payload: dict[str, Any], context: JobContext) -> None:
    today = toolbox().today()
    with writing():
        operations.forget_unconfirmed(context.at)
    _follow(today, context)
    for kind in Kind:
        after: int | None = 0
        while after is not None:
            with writing():
                after = operations.plan_letters(kind, today, after=after, at=context.at)
    with context.finishing():
        pass  # all that is left is to say that it is done


def _follow(today: date, context: JobContext) -> None:
    """Look at what has changed, and where it was begun not long ago, at some of what was there; stopped, it goes on."""
    with writing():
        following.begin(context.at)
        changed, cursor = following.pending()
        numbers = list(dict.fromkeys([*changed, *following.due_by_day(today)]))
    for start in range(0, len(numbers), following.BATCH):
        with writing():
            following.take(numbers[start : start + following.BATCH], today, context.at)
        context.keep()
    with writing():
        following.move(cursor)
    more = True
    while more:
        with writing():
            more = following.fill(today, context.at)
        context.keep()
    with writing():
        following.forget(context.at)


def _letter(payload: dict[str, Any], context: JobContext) -> None:
    box = toolbox()
    with context.finishing():
        operations.write_letter(
            payload["reader_id"],
            Kind(payload["kind"]),
            box.today(),
            secret=box.settings.secret_key,
            at=context.at,
            index=index_of(box),
        )
