"""Days an index keeps of a bag: when its certificate counts, and when its maker is away."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from marketplace.certificates.models import Certificate, Unit, UnitTechnique
from marketplace.certificates.papers import Paper
from marketplace.certificates.rules import Status
from marketplace.listings.models import Listing, ListingUnit
from marketplace.listings.rules import MadeBy


def away(gone_from: date | None, back_on: date | None) -> Sequence[tuple[int, int]]:
    """Return the first and last days of a break, as `artisans.rules.is_away` has it: none where there is none."""
    if back_on is None:
        return ()
    return [(gone_from.toordinal() if gone_from else 0, back_on.toordinal() - 1)]


def standing_on(
    session: Session, ids: Collection[int]
) -> tuple[dict[int, list[tuple[int, int]]], dict[int, set[str]]]:
    """Return the days on which each bag's certificate counts, and the codes of the units it stands on then.

    This is `scope.certified_predicate` without its day.
    """
    rows = session.execute(
        select(ListingUnit.listing_id, Certificate.issue_date, Certificate.valid_until, Unit.code)
        .join(Listing, Listing.id == ListingUnit.listing_id)
        .join(Unit, Unit.id == ListingUnit.unit_id)
        .join(Certificate, Certificate.id == Unit.certificate_id)
        .join(
            UnitTechnique,
            and_(UnitTechnique.unit_id == Unit.id, UnitTechnique.technique == Listing.technique),
        )
        .where(
            ListingUnit.listing_id.in_(ids),
            Listing.made_by == MadeBy.SELF,
            Unit.withdrawn_on.is_(None),
            Certificate.artisan_id == Listing.artisan_id,
            Certificate.status == Status.VERIFIED,
            Certificate.paper == Paper.BNSP,
        )
        .distinct()
    )
    periods: dict[int, list[tuple[int, int]]] = {}
    units: dict[int, set[str]] = {}
    for number, first, last, code in rows:
        if first is not None and last is not None:
            periods.setdefault(number, []).append((first.toordinal(), last.toordinal()))
            units.setdefault(number, set()).update([code] if code else [])
    return periods, units
