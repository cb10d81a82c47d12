"""What the decision log is told when a report is closed, and whether the rows still say the same."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace.access.actors import SYSTEM, Actor
from marketplace.database.session import session
from marketplace.decision_log import strays as compare
from marketplace.decision_log.rules.entries import Deed
from marketplace.reports.models import Report
from marketplace.reports.rules import PUBLIC_OUTCOMES, State, Subject

SUBJECT = "report"


def deed_of(report: Report, actor: Actor) -> Deed:
    """Return what was decided. Texts are sealed; where the report was not about the record, so is which record.

    A bag has no record of its own; its code stands among the public details.
    """
    assert report.outcome is not None and report.closed_at is not None
    public, bag = report.outcome in PUBLIC_OUTCOMES, report.subject is Subject.BAG
    details = {"outcome": report.outcome.value} | ({"bag": report.code} if bag else {})
    return Deed(
        action="report.close",
        actor=actor,
        at=report.closed_at,
        record=report.code if public and not bag else None,
        before=report.way.value,
        after=State.CLOSED.value,
        details=details if public else {},
        private={
            "report": report.receipt,
            report.subject.value: report.code,
            "outcome": report.outcome.value,
            "reason": report.reason.value,
            "text": report.body,
            "summary": report.summary,
            "reply": report.reply,
            "sentence": report.sentence,
        },
    )


def strays() -> Iterator[str]:
    """Yield a sentence for each closed report that the log does not hold, or holds otherwise than its row says."""
    return compare.strays(SUBJECT, ((report.id, deed_of(report, SYSTEM)) for report in _closed()))


def _closed() -> Iterator[Report]:
    query = (
        select(Report)
        .where(Report.state == State.CLOSED)
        .options(joinedload(Report.certificate), joinedload(Report.listing))
        .order_by(Report.id)
        .limit(compare.AT_A_TIME)
    )
    last = 0
    while page := session.scalars(query.where(Report.id > last)).all():
        yield from page
        last = page[-1].id
