"""Which certificate a newer one renews. Linked once, read from both ends; neither gains or loses any worth by it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from marketplace.access.actors import Actor
from marketplace.audit import operations as journal
from marketplace.certificates import demands
from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import PUBLIC_STATUSES
from marketplace.database.session import session
from marketplace.kit.errors import Invalid


def candidates(certificate: Certificate) -> Sequence[Certificate]:
    """Return the holder's earlier records this one can renew, the latest first: none that another renews already."""
    renewed = select(Certificate.renews_id).where(
        Certificate.renews_id.is_not(None), Certificate.id != certificate.id
    )
    if certificate.issue_date is None:
        return []
    return session.scalars(
        select(Certificate)
        .where(
            Certificate.artisan_id == certificate.artisan_id,
            Certificate.id != certificate.id,
            Certificate.status.in_(PUBLIC_STATUSES),
            Certificate.issue_date <= certificate.issue_date,
            Certificate.id.not_in(renewed),
        )
        .order_by(Certificate.issue_date.desc(), Certificate.id.desc())
    ).all()


def link(certificate: Certificate, renews_id: int | None, *, actor: Actor, at: datetime) -> None:
    """Say which record this certificate renews, or that it renews none.

    Raises Invalid naming "renews" for anything but a candidate, and what `demands.require_free` raises.
    """
    demands.require_free(certificate, actor)
    if renews_id is not None and renews_id not in {one.id for one in candidates(certificate)}:
        raise Invalid({"renews": "certificate.renews"})
    before, certificate.renews_id = certificate.renews_id, renews_id
    if before == renews_id:
        return
    certificate.updated_at = at
    session.flush()
    journal.record(
        "certificate.renews",
        "certificate",
        certificate.id,
        actor=actor,
        at=at,
        details={"before": before, "after": renews_id},
    )
