"""Reports and appeals as everybody may read them on a record: days and outcomes, no words and no names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext
from sqlalchemy import String, literal, select, type_coerce, union_all

from marketplace.appeals.models import Appeal
from marketplace.appeals.rules import PUBLIC as PUBLIC_APPEALS
from marketplace.appeals.rules import Outcome as AppealOutcome
from marketplace.certificates.models import Decision
from marketplace.database.session import session
from marketplace.reports.models import Report
from marketplace.reports.rules import PUBLIC_OUTCOMES
from marketplace.reports.rules import Outcome as ReportOutcome
from marketplace.web.formatting import date_long, day_of


@dataclass(frozen=True, slots=True)
class Doubt:
    """A report that was closed, or an appeal. `ended_at` and `outcome` are None while an appeal is open."""

    kind: str
    begun_at: datetime
    ended_at: datetime | None
    outcome: str | None
    sentence: str

    @property
    def at(self) -> datetime:
        """When it became part of the record's history."""
        return self.ended_at or self.begun_at


def of(certificate_id: int) -> list[Doubt]:
    """Return what a record's history tells of reports and appeals, oldest first; one query.

    Reports that are open, or were not about the record, and appeals of claims that never had a page, are left out.
    """
    reports = select(
        literal("report"),
        Report.received_at,
        Report.closed_at,
        type_coerce(Report.outcome, String),
        Report.sentence,
    ).where(Report.certificate_id == certificate_id, Report.outcome.in_(PUBLIC_OUTCOMES))
    appeals = (
        select(
            literal("appeal"),
            Appeal.made_at,
            Appeal.decided_at,
            type_coerce(Appeal.outcome, String),
            literal(""),
        )
        .join(Appeal.decision)
        .where(Appeal.certificate_id == certificate_id, Decision.action.in_(PUBLIC_APPEALS))
    )
    return sorted(
        (Doubt(*row) for row in session.execute(union_all(reports, appeals))), key=lambda one: one.at
    )


def told(doubt: Doubt) -> tuple[str, str, str]:
    """Return title, day and kind of the line that tells of it."""
    begun, ended = date_long(day_of(doubt.begun_at)), date_long(day_of(doubt.ended_at))
    match doubt.kind, doubt.outcome:
        case "report", ReportOutcome.PROVEN:
            return gettext("Report of %(day)s: proven", day=begun), _said(ended, doubt), "bad"
        case "report", ReportOutcome.CORRECTED:
            return gettext("Report of %(day)s: corrected", day=begun), _said(ended, doubt), "warn"
        case "report", _:
            return gettext("Report of %(day)s: not proven", day=begun), _said(ended, doubt), "ok"
        case _, None:
            return gettext("An appeal is open"), gettext("since %(day)s", day=begun), "warn"
        case _, AppealOutcome.GRANTED:
            return gettext("Appeal of %(day)s: granted", day=begun), ended, "ok"
        case _:
            return gettext("Appeal of %(day)s: the decision stands", day=begun), ended, "gone"


def _said(ended: str, doubt: Doubt) -> str:
    return " · ".join(filter(None, (ended, doubt.sentence)))
