"""What waits for officers, what they sent back, and what they decided. Selects only."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, and_, exists, false, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from marketplace.artisans.models import Artisan
from marketplace.certificates.models import Certificate, Decision, Rekeying, Scan
from marketplace.certificates.numbers import normal_no
from marketplace.certificates.rules import PUBLIC_STATUSES, Action, Status
from marketplace.certificates.waiting import Arrival
from marketplace.database.session import session
from marketplace.kit.codes import read_record_code
from marketplace.kit.text import fold

PAGE = 50


@dataclass(frozen=True, slots=True)
class Submission:
    """One line of the queue. Without a name while its photo is unread: it is read without the claim in sight."""

    id: int
    name: str
    place: str
    arrival: Arrival
    submitted_at: datetime


def waiting() -> list[Submission]:
    """Return everything submitted and not decided, the longest waiting first; one query."""
    return _lines(Status.SUBMITTED)


def sent_back() -> list[Submission]:
    """Return what artisans were asked to change and have not sent again; one query."""
    return _lines(Status.NEEDS_CHANGES)


def waiting_count() -> int:
    """Return how many submissions wait, for the number in the bar."""
    query = select(func.count()).select_from(Certificate).where(Certificate.status == Status.SUBMITTED)
    return session.scalar(query) or 0


def numbers(*parts: ScalarSelect[int]) -> tuple[int, ...]:
    """Return several counts of other rooms in one query."""
    return tuple(int(number or 0) for number in session.execute(select(*parts)).one())


def _lines(status: Status) -> list[Submission]:
    query = (
        _with_arrival()
        .where(Certificate.status == status)
        .options(joinedload(Certificate.artisan).joinedload(Artisan.place))
        .order_by(Certificate.submitted_at, Certificate.id)
    )
    return [_line(row) for row in session.execute(query)]


def _with_arrival() -> Select[Certificate, bool, bool, bool]:
    other = aliased(Certificate)
    asked = exists().where(
        and_(Decision.certificate_id == Certificate.id, Decision.action == Action.ASK_CHANGES)
    )
    earlier = exists().where(
        and_(
            other.artisan_id == Certificate.artisan_id,
            other.id != Certificate.id,
            other.status.in_(PUBLIC_STATUSES),
        )
    )
    photo = exists().where(and_(Scan.certificate_id == Certificate.id, Scan.forgotten_at.is_(None)))
    read = exists().where(
        and_(Rekeying.certificate_id == Certificate.id, Rekeying.submitted_at == Certificate.submitted_at)
    )
    unread = and_(Certificate.status == Status.SUBMITTED, photo, ~read)
    return select(Certificate, asked.label("asked"), earlier.label("earlier"), unread.label("unread"))


def _line(row: Row[Certificate, bool, bool, bool]) -> Submission:
    certificate, asked, earlier, unread = row
    return Submission(
        id=certificate.id,
        name="" if unread else certificate.holder_name or certificate.artisan.name,
        place=certificate.artisan.place.name if certificate.artisan.place else "",
        arrival=Arrival.RESUBMITTED if asked else Arrival.RENEWAL if earlier else Arrival.NEW,
        submitted_at=certificate.submitted_at or certificate.created_at,
    )


def decided(words: str = "", *, before_id: int | None = None) -> tuple[Sequence[Certificate], int | None]:
    """Return a page of decided certificates, newest first, and where the next one begins.

    `words` is a name or part of one, a record's code, or a number as printed.
    """
    query = (
        select(Certificate)
        .where(Certificate.status.in_(PUBLIC_STATUSES | {Status.REJECTED}))
        .options(joinedload(Certificate.artisan))
        .order_by(Certificate.id.desc())
        .limit(PAGE + 1)
    )
    if words.strip():
        query = query.where(or_(false(), *_matches(words)))
    if before_id is not None:
        query = query.where(Certificate.id < before_id)
    rows = session.scalars(query).all()
    return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None


def _matches(words: str) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if name := fold(words):
        found.append(Certificate.holder_name_folded.contains(name, autoescape=True))
        found.append(Certificate.artisan.has(Artisan.name_folded.contains(name, autoescape=True)))
    if number := normal_no(words):
        found.append(Certificate.certificate_no_key == number)
        found.append(Certificate.registration_no_key == number)
        found.append(Certificate.blanko_no_key == number)
    with contextlib.suppress(ValueError):
        found.append(Certificate.code == read_record_code(words))
    return found
