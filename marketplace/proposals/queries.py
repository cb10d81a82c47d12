"""Finding what waits for a second officer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload

from marketplace.certificates.models import Certificate
from marketplace.database.session import session
from marketplace.kit.errors import NotFound
from marketplace.proposals.models import Proposal
from marketplace.proposals.rules import SECOND_WITHIN, Answer


def unanswered(certificate_id: int) -> Proposal | None:
    """Return the proposal about a certificate that nobody answered, lapsed or not."""
    return session.scalar(
        select(Proposal).where(Proposal.certificate_id == certificate_id, Proposal.answer.is_(None))
    )


def waiting(now: datetime) -> Sequence[Proposal]:
    """Return what waits for a second officer, the most urgent first."""
    return session.scalars(
        select(Proposal)
        .options(joinedload(Proposal.certificate).joinedload(Certificate.artisan))
        .where(Proposal.answer.is_(None), Proposal.proposed_at >= now - SECOND_WITHIN)
        .order_by(Proposal.proposed_at, Proposal.id)
    ).all()


def about(certificate_id: int) -> Sequence[Proposal]:
    """Return every proposal there ever was about a certificate, the newest first."""
    return session.scalars(
        select(Proposal).where(Proposal.certificate_id == certificate_id).order_by(Proposal.id.desc())
    ).all()


def of_certificate(certificate_id: int, proposal_id: int) -> Proposal:
    """Return one proposal about this certificate; NotFound."""
    found = session.scalar(
        select(Proposal).where(Proposal.id == proposal_id, Proposal.certificate_id == certificate_id)
    )
    if found is None:
        raise NotFound()
    return found


def has_proposed(certificate_id: int, account_id: int) -> bool:
    """Whether this officer proposed a decision about this certificate that a colleague confirmed."""
    confirmed = exists().where(
        Proposal.certificate_id == certificate_id,
        Proposal.proposed_by_id == account_id,
        Proposal.answer == Answer.CONFIRMED,
    )
    return bool(session.scalar(select(confirmed)))
