"""What a record's page shows beside the certificate itself, in one query: its checks, and how many bags she shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, select

from marketplace.certificates.models import Certificate
from marketplace.checks.models import VerificationEvent
from marketplace.checks.queries import concerns_claim
from marketplace.checks.rules import Evidence, weigh
from marketplace.database.session import session
from marketplace.listings.models import Listing
from marketplace.listings.rules import State


@dataclass(frozen=True, slots=True)
class Beside:
    """`events` are oldest first; `bags` are those in the window today."""

    events: Sequence[VerificationEvent]
    bags: int

    @property
    def evidence(self) -> Evidence:
        """What the events come to."""
        return weigh(self.events)


def beside(certificate_id: int) -> Beside:
    """Return the checks about what a certificate says now, and how many bags its holder shows; one query."""
    bags = (
        select(func.count(Listing.id))
        .where(Listing.artisan_id == Certificate.artisan_id, Listing.state == State.PUBLISHED)
        .correlate(Certificate)
        .scalar_subquery()
    )
    its_own = and_(VerificationEvent.certificate_id == Certificate.id, concerns_claim())
    rows = session.execute(
        select(bags.label("bags"), VerificationEvent)
        .select_from(Certificate)
        .outerjoin(VerificationEvent, its_own)
        .where(Certificate.id == certificate_id)
        .order_by(VerificationEvent.checked_on, VerificationEvent.id)
    ).all()
    return Beside([event for _, event in rows if event is not None], rows[0].bags if rows else 0)
