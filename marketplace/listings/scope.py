"""What a bag has to do with a certificate: the units it names, read by `badges.badge` and by the shop's filter alike.

Ownership is part of every question: a unit of somebody else's certificate is not there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from marketplace.artisans.rules import Technique
from marketplace.certificates.models import Certificate, Unit, UnitTechnique
from marketplace.certificates.papers import Paper
from marketplace.certificates.queries import valid_predicate
from marketplace.certificates.rules import PUBLIC_STATUSES, Standing, standing
from marketplace.database.ready import ready
from marketplace.database.session import session
from marketplace.listings.models import Listing, ListingUnit
from marketplace.listings.rules import MadeBy


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit a bag names, and what its certificate is worth today."""

    unit: Unit
    standing: Standing
    techniques: frozenset[Technique]
    withdrawn_on: date | None

    @property
    def certificate(self) -> Certificate:
        """The certificate it stands on."""
        return self.unit.certificate


def named_units(listing_ids: Collection[int], today: date) -> Mapping[int, Sequence[NamedUnit]]:
    """Return what each bag names, in the order of the paper; one query, however many. Nothing named: []."""
    found: dict[int, list[NamedUnit]] = {listing_id: [] for listing_id in listing_ids}
    if not found:
        return found
    for listing_id, unit in session.execute(_units_named(), {"listings": list(found)}).unique():
        found[listing_id].append(_named(unit, today))
    return found


@ready
def _units_named() -> Select[int, Unit]:
    return (
        select(ListingUnit.listing_id, Unit)
        .join(Unit, Unit.id == ListingUnit.unit_id)
        .join(Unit.certificate)
        .join(Listing, Listing.id == ListingUnit.listing_id)
        .where(
            ListingUnit.listing_id.in_(bindparam("listings", expanding=True)),
            Certificate.artisan_id == Listing.artisan_id,
            _speaks(),
        )
        .options(
            contains_eager(Unit.certificate).options(
                joinedload(Certificate.body), joinedload(Certificate.linked_scheme)
            ),
            joinedload(Unit.covered),
        )
        .order_by(Unit.certificate_id, Unit.position)
    )


def named_of(
    certificates: Sequence[Certificate], listing_ids: Collection[int], today: date
) -> tuple[Mapping[int, Sequence[NamedUnit]], Sequence[Unit]]:
    """Return what `named_units` returns for bags of the artisan whose certificates these are, and all units of those a
    bag may name, in the order of the papers; two queries, none where there is nothing to name."""
    found: dict[int, list[NamedUnit]] = {listing_id: [] for listing_id in listing_ids}
    decided = {
        one.id: one for one in certificates if one.paper is Paper.BNSP and one.status in PUBLIC_STATUSES
    }
    if not decided or not found:
        return found, []
    worth = {number: standing(one, today) for number, one in decided.items()}
    units = session.scalars(_units_of(), {"certificates": list(decided)}).unique().all()
    naming = {(row[0], row[1]) for row in session.execute(_naming(), {"listings": list(found)})}
    for unit in units:
        set_committed_value(unit, "certificate", decided[unit.certificate_id])
        named = NamedUnit(unit, worth[unit.certificate_id], unit.techniques, unit.withdrawn_on)
        for listing_id in listing_ids:
            if (listing_id, unit.id) in naming:
                found[listing_id].append(named)
    return found, units


@ready
def _units_of() -> Select[Unit]:
    return (
        select(Unit)
        .where(Unit.certificate_id.in_(bindparam("certificates", expanding=True)))
        .options(joinedload(Unit.covered))
        .order_by(Unit.certificate_id, Unit.position)
    )


@ready
def _naming() -> Select[int, int]:
    rows = ListingUnit
    return select(rows.listing_id, rows.unit_id).where(
        rows.listing_id.in_(bindparam("listings", expanding=True))
    )


@dataclass(frozen=True, slots=True)
class NamedStanding:
    """The same for a card, which tells nothing of the unit but what `badges` asks of it."""

    standing: Standing
    techniques: frozenset[Technique]
    withdrawn_on: date | None


def standings_named(listing_ids: Collection[int], today: date) -> Mapping[int, Sequence[NamedStanding]]:
    """Return what `named_units` returns, in the same order, without rows of models; one query."""
    found: dict[int, list[NamedStanding]] = {listing_id: [] for listing_id in listing_ids}
    if not found:
        return found
    worth: dict[int, Standing] = {}
    units: dict[tuple[int, int], tuple[Any, set[Technique]]] = {}
    for row in session.execute(_standings_named(), {"listings": list(found)}):
        techniques = units.setdefault((row.listing_id, row.unit_id), (row, set()))[1]
        if row.technique is not None:
            techniques.add(row.technique)
    for (listing_id, _), (row, techniques) in units.items():
        if row.certificate_id not in worth:
            worth[row.certificate_id] = standing(row, today)
        named = NamedStanding(worth[row.certificate_id], frozenset(techniques), row.withdrawn_on)
        found[listing_id].append(named)
    return found


@ready
def _standings_named() -> Select[*tuple[Any, ...]]:
    return (
        select(
            ListingUnit.listing_id,
            Unit.id.label("unit_id"),
            Unit.withdrawn_on,
            Unit.certificate_id,
            UnitTechnique.technique,
            Certificate.status,
            Certificate.issue_date,
            Certificate.term_months,
            Certificate.valid_until,
            Certificate.checked_on,
            Certificate.method,
            Certificate.paper,
        )
        .join(Unit, Unit.id == ListingUnit.unit_id)
        .join(Unit.certificate)
        .join(Listing, Listing.id == ListingUnit.listing_id)
        .outerjoin(UnitTechnique, UnitTechnique.unit_id == Unit.id)
        .where(
            ListingUnit.listing_id.in_(bindparam("listings", expanding=True)),
            Certificate.artisan_id == Listing.artisan_id,
            _speaks(),
        )
        .order_by(Unit.certificate_id, Unit.position)
    )


def _named(unit: Unit, today: date) -> NamedUnit:
    return NamedUnit(unit, standing(unit.certificate, today), unit.techniques, unit.withdrawn_on)


def _speaks() -> ColumnElement[bool]:
    """Whether a Certificate is one a bag may name: BNSP's, and decided on."""
    return and_(Certificate.paper == Paper.BNSP, Certificate.status.in_(PUBLIC_STATUSES))


def nameable(artisan_id: int | None, today: date) -> Sequence[NamedUnit]:
    """Return the units an artisan may name on her bags: those of her own decided BNSP certificates; two queries."""
    units = session.scalars(
        select(Unit)
        .join(Unit.certificate)
        .where(Certificate.artisan_id == artisan_id, _speaks())
        .options(contains_eager(Unit.certificate), selectinload(Unit.covered))
        .order_by(Unit.certificate_id.desc(), Unit.position)
    )
    return [_named(unit, today) for unit in units]


def her_units(artisan_id: int, unit_ids: Collection[int]) -> Sequence[Unit]:
    """Return those of the rows asked for that this artisan may name."""
    if not unit_ids:
        return []
    return session.scalars(
        select(Unit)
        .join(Unit.certificate)
        .where(Unit.id.in_(unit_ids), Certificate.artisan_id == artisan_id, _speaks())
        .order_by(Unit.certificate_id, Unit.position)
    ).all()


def certified_predicate(today: date, units: Collection[str] = ()) -> ColumnElement[bool]:
    """`badges.certified_now` as SQL over Listing; the tests hold the two against each other, row by row.

    With `units` the bag's badge must stand on a unit with one of these codes.
    """
    named = (Unit.code.in_(units),) if units else ()
    covering = exists().where(
        ListingUnit.listing_id == Listing.id,
        *covers_today(Listing.artisan_id, Listing.technique, today),
        *named,
    )
    return and_(Listing.made_by == MadeBy.SELF, covering)


def certified_among(today: date, units: Collection[str]) -> ColumnElement[bool]:
    """`certified_predicate` of a few units, read from their side: for where all bags that answer are looked for."""
    bag = aliased(Listing)
    hers = select(ListingUnit.listing_id).where(
        bag.id == ListingUnit.listing_id,
        *covers_today(bag.artisan_id, bag.technique, today),
        Unit.code.in_(units),
    )
    return and_(Listing.made_by == MadeBy.SELF, Listing.id.in_(hers))


def covers_today(artisan_id: Any, technique: Any, today: date) -> Sequence[ColumnElement[bool]]:
    """What makes a ListingUnit speak for its bag on this day, over Unit, UnitTechnique and Certificate."""
    return (
        Unit.id == ListingUnit.unit_id,
        Unit.withdrawn_on.is_(None),
        UnitTechnique.unit_id == Unit.id,
        UnitTechnique.technique == technique,
        Certificate.id == Unit.certificate_id,
        Certificate.artisan_id == artisan_id,
        valid_predicate(today),
    )
