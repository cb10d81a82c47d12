"""What we write about a report. The artisan's letters say nothing of who reported, nor in which words."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from marketplace.accounts.mails import tell
from marketplace.adapters.mail.outbox import post
from marketplace.database.session import session
from marketplace.reports.models import Report


def received(report: Report, *, due: date, at: datetime) -> None:
    """Send the reporter the receipt, where an address was given."""
    _to_reporter(report, "report_receipt", at, due=due.isoformat())


def forwarded(report: Report, *, due: date, until: date, at: datetime) -> None:
    """Tell the artisan what is doubted, and until when she can reply."""
    _to_artisan(
        report,
        "report_forwarded",
        at,
        summary=report.summary,
        until=until.isoformat(),
        due=due.isoformat(),
    )


def closed(report: Report, *, at: datetime) -> None:
    """Tell the reporter the outcome; and the artisan, if she had heard of the report at all."""
    assert report.outcome is not None
    said = {"outcome": report.outcome.value, "sentence": report.sentence}
    _to_reporter(report, "report_outcome", at, **said)
    if report.forwarded_at is not None:
        _to_artisan(report, "report_closed", at, **said)


def _to_reporter(report: Report, template: str, at: datetime, **more: Any) -> None:
    if report.email is None:
        return
    post(
        session(),
        template,
        report.email,
        key=f"{template}-{report.id}",
        locale=report.locale,
        at=at,
        secret=True,
        name=report.name or "",
        receipt=report.receipt,
        code=report.code,
        bag=_bag(report),
        **more,
    )


def _to_artisan(report: Report, template: str, at: datetime, **more: Any) -> None:
    tell(
        report.artisan.account,
        template,
        key=f"{template}-{report.id}",
        at=at,
        report_id=report.id,
        code=report.code,
        bag=_bag(report),
        **more,
    )


def _bag(report: Report) -> str:
    """What the bag is called that a report is about; empty for one about a record."""
    return report.listing.title if report.listing is not None else ""
