"""What the record says of artisans today, as eligibility asks for it and as an application attaches it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from marketplace.artisans.models import Artisan
from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import PUBLIC_STATUSES, standing
from marketplace.certificates.speakers import precedence
from marketplace.certificates.unit_keys import scope_of
from marketplace.database.session import session
from marketplace.opportunities.eligibility import Facts, Held


def records_of(artisan_ids: Collection[int]) -> Mapping[int, Sequence[Certificate]]:
    """Return the public certificates of each artisan with their units, oldest first; two queries."""
    found: dict[int, list[Certificate]] = {number: [] for number in artisan_ids}
    if found:
        rows = session.scalars(
            select(Certificate)
            .where(Certificate.artisan_id.in_(found), Certificate.status.in_(PUBLIC_STATUSES))
            .options(selectinload(Certificate.units))
            .order_by(Certificate.id)
        )
        for row in rows:
            found[row.artisan_id].append(row)
    return found


def facts_of(artisan: Artisan, certificates: Sequence[Certificate], today: date) -> Facts:
    """Return what counts today of an artisan's certificates, and where she works."""
    held = []
    for certificate in certificates:
        worth = standing(certificate, today)
        held.append(Held(worth.is_valid, worth.valid_until, scope_of(certificate.units)))
    return Facts(tuple(held), artisan.place_code)


def attached(certificates: Sequence[Certificate], today: date) -> list[dict[str, Any]]:
    """Return a snapshot of the record on a day, the certificate that speaks first; training papers last."""
    pairs = [(standing(certificate, today), certificate) for certificate in certificates]
    pairs.sort(key=lambda pair: (not pair[0].is_training, precedence(pair[0])), reverse=True)
    return [
        {
            "code": certificate.code,
            "scheme": certificate.scheme,
            "kind": worth.kind.value,
            "until": worth.valid_until.isoformat() if worth.valid_until else None,
            "units": [unit.title for unit in certificate.units if unit.withdrawn_on is None],
        }
        for worth, certificate in pairs
    ]
