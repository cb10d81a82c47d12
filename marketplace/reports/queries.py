"""Finding reports: by receipt, in the officers' queue, in the studio of the artisan they are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload
from sqlalchemy.sql.base import ExecutableOption

from marketplace.adapters.storage.expected import ExpectedFile
from marketplace.artisans.models import Artisan
from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import PUBLIC_STATUSES
from marketplace.database.by_moment import page_by_moment
from marketplace.database.session import session
from marketplace.kit.errors import NotFound
from marketplace.kit.paging import Page
from marketplace.listings.models import Listing
from marketplace.reports.models import Evidence, Report
from marketplace.reports.rules import OPEN_STATES, PUBLIC_OUTCOMES, Reason, State

PER_PAGE = 30
MOST_SAID = 5


def record(code: str, *, lock: bool = False) -> Certificate:
    """Return the public record with exactly this code. NotFound for any other.

    `lock` lets one sender at a time report it, until this request has ended.
    """
    query = (
        select(Certificate)
        .where(Certificate.code == code, Certificate.status.in_(PUBLIC_STATUSES))
        .options(joinedload(Certificate.artisan))
    )
    found = session.scalars(query.with_for_update(of=Certificate) if lock else query).one_or_none()
    if found is None:
        raise NotFound()
    return found


def same_again(about: Certificate | Listing, sender_key: str, reason: Reason, body: str) -> Report | None:
    """Return the open report that says this very thing, by the same sender."""
    return session.scalars(
        select(Report)
        .where(
            (Report.listing_id if isinstance(about, Listing) else Report.certificate_id) == about.id,
            Report.sender_key == sender_key,
            Report.reason == reason,
            Report.body == body,
            Report.state.in_(OPEN_STATES),
        )
        .order_by(Report.id)
        .limit(1)
    ).one_or_none()


def by_receipt(receipt: str) -> Report:
    """Return the report with this receipt number. NotFound where there is none."""
    query = select(Report).where(Report.receipt == receipt).options(*_subjects())
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound("report.receipt")
    return found


def for_officer(report_id: int) -> Report:
    """Return a report with all that hangs on it. NotFound where there is none."""
    found = session.scalars(_whole().where(Report.id == report_id)).one_or_none()
    if found is None:
        raise NotFound()
    return found


def own(artisan_id: int | None, report_id: int) -> Report:
    """Return a report about one of the artisan's records or bags that was passed on to her. NotFound for any other."""
    found = session.scalars(
        _whole().where(Report.id == report_id, _of(artisan_id), Report.forwarded_at.is_not(None))
    ).one_or_none()
    if found is None:
        raise NotFound()
    return found


def passed_on(artisan_id: int) -> Sequence[Report]:
    """Return the open reports that were passed on to an artisan, the earliest deadline first; one query."""
    return session.scalars(
        select(Report)
        .where(_of(artisan_id), Report.state.in_((State.WITH_ARTISAN, State.REPLIED)))
        .options(*_subjects())
        .order_by(Report.reply_until, Report.id)
    ).all()


def is_said_of(listing_id: int) -> ColumnElement[bool]:
    """Whether there is a report about a bag whose outcome everybody may read."""
    return exists().where(Report.listing_id == listing_id, Report.outcome.in_(PUBLIC_OUTCOMES))


def said_of(listing_id: int) -> Sequence[Report]:
    """Return the reports about a bag whose outcome everybody may read, the last first, a few at most; one query."""
    return session.scalars(
        select(Report)
        .where(Report.listing_id == listing_id, Report.outcome.in_(PUBLIC_OUTCOMES))
        .order_by(Report.closed_at.desc(), Report.id.desc())
        .limit(MOST_SAID)
    ).all()


def of_bag(listing_id: int) -> Sequence[Report]:
    """Return the reports about a bag for officers, the last first, a screenful at most; one query."""
    query = select(Report).where(Report.listing_id == listing_id).order_by(Report.id.desc())
    return session.scalars(query.limit(PER_PAGE)).all()


def _of(artisan_id: int | None) -> ColumnElement[bool]:
    """Whether a report is about a record or a bag of hers."""
    return or_(
        Report.certificate.has(Certificate.artisan_id == artisan_id),
        Report.listing.has(Listing.artisan_id == artisan_id),
    )


def _subjects() -> tuple[ExecutableOption, ExecutableOption]:
    """Load what reports are about, and whose it is, along with them."""
    return (
        joinedload(Report.certificate).joinedload(Certificate.artisan).joinedload(Artisan.account),
        joinedload(Report.listing).joinedload(Listing.artisan).joinedload(Artisan.account),
    )


def _whole() -> Select[Report]:
    return select(Report).options(*_subjects(), joinedload(Report.evidence))


def queue(*, closed: bool = False, after: str = "") -> Page[Report]:
    """Return one page of reports: the open ones by the day they are due, or the closed ones, latest first.

    A cursor that was not ours leads to the first page.
    """
    when = Report.closed_at if closed else Report.received_at
    query = select(Report).options(*_subjects())
    query = query.where(Report.state == State.CLOSED if closed else Report.state.in_(OPEN_STATES))
    return page_by_moment(query, when, PER_PAGE, after, latest_first=closed)


def counts(late_before: datetime) -> tuple[int, int]:
    """Count the open reports, and those of them that came before a moment; one query."""
    late = func.count().filter(Report.received_at < late_before)
    total, overdue = session.execute(
        select(func.count(), late).select_from(Report).where(Report.state.in_(OPEN_STATES))
    ).one()
    return int(total), int(overdue)


def to_forget(closed_before: datetime) -> Sequence[Report]:
    """Return the reports closed before a moment of which evidence, name or address is still kept."""
    return session.scalars(
        select(Report)
        .outerjoin(Report.evidence)
        .where(
            Report.closed_at < closed_before,
            or_(
                Report.name.is_not(None),
                Report.email.is_not(None),
                Report.sender_key != "",
                Evidence.original_key.is_not(None),
            ),
        )
        .options(contains_eager(Report.evidence))
        .order_by(Report.id)
    ).all()


def named_files() -> Iterator[ExpectedFile]:
    """Yield the files of reports: evidence as sent, and the viewing copies of its pages."""
    for evidence in session.scalars(select(Evidence).order_by(Evidence.report_id)):
        for number, key in enumerate(evidence.keys):
            yield ExpectedFile(key, True, "" if number else evidence.digest)
