"""Which records are to be checked again, and which differences wait to be settled. Selects only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    SQLColumnExpression,
    Subquery,
    and_,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import aliased, joinedload

from marketplace.certificates.models import Certificate
from marketplace.certificates.queries import valid_predicate
from marketplace.checks.models import RecordVisits, VerificationEvent
from marketplace.checks.queries import concerns_claim
from marketplace.checks.rules import CHECKABLE, OLD_AFTER_DAYS, Outcome
from marketplace.database.session import session
from marketplace.kit.paging import Page, decode_cursor, encode_cursor, row_number

PAGE = 50
VISITS_OF = timedelta(days=30)
MOST_DISPUTES = 50


@dataclass(frozen=True, slots=True)
class Due:
    """One record to check again: days since its newest match, readers in the last 30 days, and the product of both."""

    certificate: Certificate
    days: int
    visits: int
    urgency: int


def due(after: str, today: date) -> Page[Due]:
    """Return a page of valid records whose check is old, the most urgent first; `after` is a page's cursor.

    An unreadable cursor begins anew. Readers are counted while one pages, so a row may move; none comes twice unless
    it did.
    """
    counts = _counts(today)
    visits = cast(func.coalesce(counts.c.visits, 0), Integer)
    days = _days_since(Certificate.checked_on, today)
    urgency = days * (visits + 1)
    query = (
        select(Certificate, days.label("days"), visits.label("visits"), urgency.label("urgency"))
        .outerjoin(counts, counts.c.certificate_id == Certificate.id)
        .where(valid_predicate(today), Certificate.checked_on < today - timedelta(days=OLD_AFTER_DAYS))
        .options(joinedload(Certificate.artisan))
        .order_by(urgency.desc(), Certificate.id)
        .limit(PAGE + 1)
    )
    place = _place(after)
    if place is not None:
        last, last_id = place
        query = query.where(or_(urgency < last, and_(urgency == last, Certificate.id > last_id)))
    rows = [Due(row[0], row.days, row.visits, row.urgency) for row in session.execute(query)]
    shown = rows[:PAGE]
    more = encode_cursor([shown[-1].urgency, shown[-1].certificate.id]) if len(rows) > PAGE else None
    return Page(shown, more)


def _place(after: str) -> tuple[int, int] | None:
    try:
        last, last_id = decode_cursor(after)
        return row_number(last), row_number(last_id)  # days times readers fit where numbers of rows do
    except ValueError:
        return None


def _counts(today: date) -> Subquery:
    return (
        select(RecordVisits.certificate_id, func.sum(RecordVisits.visits).label("visits"))
        .where(RecordVisits.day > today - VISITS_OF)
        .group_by(RecordVisits.certificate_id)
        .subquery()
    )


def _days_since(column: SQLColumnExpression[date | None], today: date) -> ColumnElement[int]:
    """Return the days from a column's day to `today`, in the words of the database."""
    if session.get_bind().dialect.name == "postgresql":
        return cast(cast(literal(today, Date), Date) - column, Integer)
    return cast(func.julianday(today.isoformat()) - func.julianday(column), Integer)


def disputes() -> Sequence[VerificationEvent]:
    """Return the differences no later match has settled, the oldest first, with certificate and artisan."""
    later = aliased(VerificationEvent)
    settled = exists().where(
        later.certificate_id == VerificationEvent.certificate_id,
        or_(
            later.checked_on > VerificationEvent.checked_on,
            and_(later.checked_on == VerificationEvent.checked_on, later.id > VerificationEvent.id),
        ),
        later.outcome.in_((Outcome.MATCH, Outcome.MISMATCH)),
    )
    return session.scalars(
        select(VerificationEvent)
        .join(VerificationEvent.certificate)
        .where(
            VerificationEvent.outcome == Outcome.MISMATCH,
            Certificate.status.in_(CHECKABLE),
            concerns_claim(),
            ~settled,
        )
        .options(joinedload(VerificationEvent.certificate), joinedload(VerificationEvent.actor))
        .order_by(VerificationEvent.checked_on, VerificationEvent.id)
        .limit(MOST_DISPUTES)
    ).all()
