"""Finding appeals, and what can still be appealed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload

from marketplace.appeals.models import Appeal, Upholding
from marketplace.appeals.rules import is_open_to_appeal
from marketplace.artisans.models import Artisan
from marketplace.certificates.models import Certificate, Decision
from marketplace.database.by_moment import page_by_moment
from marketplace.database.session import session
from marketplace.kit.errors import NotFound
from marketplace.kit.paging import Page
from marketplace.proposals.rules import SECOND_WITHIN

PER_PAGE = 30


def of_certificate(certificate_id: int) -> Sequence[Appeal]:
    """Return the appeals about one certificate, oldest first; one query."""
    return session.scalars(
        select(Appeal)
        .where(Appeal.certificate_id == certificate_id)
        .options(joinedload(Appeal.decision))
        .order_by(Appeal.id)
    ).all()


def appealable(certificate: Certificate, appeals: Sequence[Appeal], at: datetime) -> Decision | None:
    """Return the decision about a certificate that can be appealed now: the last one, once, while there is time."""
    last = certificate.decisions[-1] if certificate.decisions else None
    if last is None or not is_open_to_appeal(last.action, last.made_at, at):
        return None
    return None if any(appeal.decision_id == last.id for appeal in appeals) else last


def for_officer(appeal_id: int) -> Appeal:
    """Return an appeal with all that hangs on it. NotFound where there is none."""
    found = session.scalars(
        select(Appeal)
        .join(Appeal.certificate)
        .join(Certificate.artisan)
        .where(Appeal.id == appeal_id)
        .options(
            contains_eager(Appeal.certificate)
            .contains_eager(Certificate.artisan)
            .joinedload(Artisan.account),
            contains_eager(Appeal.certificate).selectinload(Certificate.decisions),
            contains_eager(Appeal.certificate).selectinload(Certificate.units),
            joinedload(Appeal.decision),
        )
    ).one_or_none()
    if found is None:
        raise NotFound()
    return found


def queue(*, decided: bool = False, after: str = "") -> Page[Appeal]:
    """Return one page of appeals: the open ones by the day they are due, or the decided ones, latest first.

    A cursor that was not ours leads to the first page.
    """
    when = Appeal.decided_at if decided else Appeal.made_at
    query = select(Appeal).options(
        joinedload(Appeal.certificate).joinedload(Certificate.artisan), joinedload(Appeal.decision)
    )
    query = query.where(Appeal.decided_at.is_not(None) if decided else Appeal.decided_at.is_(None))
    return page_by_moment(query, when, PER_PAGE, after, latest_first=decided)


def counts(late_before: datetime) -> tuple[int, int]:
    """Count the open appeals, and those of them that came before a moment; one query."""
    late = func.count().filter(Appeal.made_at < late_before)
    total, overdue = session.execute(
        select(func.count(), late).select_from(Appeal).where(Appeal.decided_at.is_(None))
    ).one()
    return int(total), int(overdue)


def unanswered(appeal_id: int) -> Upholding | None:
    """Return the proposal about an appeal that nobody answered, lapsed or not."""
    return session.scalar(
        select(Upholding).where(Upholding.appeal_id == appeal_id, Upholding.answer.is_(None))
    )


def upholdings(appeal_id: int) -> Sequence[Upholding]:
    """Return every proposal there ever was about an appeal, the newest first."""
    return session.scalars(
        select(Upholding).where(Upholding.appeal_id == appeal_id).order_by(Upholding.id.desc())
    ).all()


def upholding(appeal: Appeal, proposal_id: int) -> Upholding:
    """Return one proposal about this appeal; NotFound."""
    found = session.scalar(
        select(Upholding).where(Upholding.id == proposal_id, Upholding.appeal_id == appeal.id)
    )
    if found is None:
        raise NotFound()
    return found


def awaiting_second(now: datetime) -> Sequence[Upholding]:
    """Return the upheld rejections that wait for a second officer, the most urgent first."""
    return session.scalars(
        select(Upholding)
        .options(joinedload(Upholding.appeal).joinedload(Appeal.certificate).joinedload(Certificate.artisan))
        .where(Upholding.answer.is_(None), Upholding.proposed_at >= now - SECOND_WITHIN)
        .order_by(Upholding.proposed_at, Upholding.id)
    ).all()
