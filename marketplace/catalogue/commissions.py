"""Who could make what nobody offers: artisans whose certificate covers it, and who make to order."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import defer, joinedload

from marketplace.artisans.models import Artisan
from marketplace.artisans.rules import Technique
from marketplace.catalogue.conditions import present
from marketplace.catalogue.rules import Group, Search
from marketplace.certificates.models import Certificate, Unit, UnitTechnique
from marketplace.certificates.queries import valid_predicate
from marketplace.database.session import session
from marketplace.listings.models import Listing
from marketplace.listings.rules import Availability, State
from marketplace.pictures.models import Picture


def holds(
    today: date, techniques: Collection[Technique] = (), units: Collection[str] = ()
) -> ColumnElement[bool]:
    """Whether an Artisan has a certificate valid on this day with a unit in force that covers one of these, if any."""
    wanted = [Certificate.artisan_id == Artisan.id, valid_predicate(today)]
    if techniques or units:
        wanted += [Unit.certificate_id == Certificate.id, Unit.withdrawn_on.is_(None)]
    if techniques:
        wanted += [UnitTechnique.unit_id == Unit.id, UnitTechnique.technique.in_(techniques)]
    if units:
        wanted.append(Unit.code.in_(units))
    return exists().where(*wanted)


def takes_orders() -> ColumnElement[bool]:
    """Whether an Artisan offers something made to order: nobody is said to take orders who has not said so."""
    return exists().where(
        Listing.artisan_id == Artisan.id,
        Listing.state == State.PUBLISHED,
        Listing.availability == Availability.MADE_TO_ORDER,
    )


def could_make(search: Search, today: date, limit: int = 3) -> Sequence[Artisan]:
    """Return artisans who could be asked to make what was looked for; two statements.

    Certified now for one of the techniques and units asked for (for anything, where none was), present, and taking
    orders; those of the places asked for are not preferred, for bags travel.
    """
    techniques = [Technique(value) for value in search.ticked(Group.TECHNIQUE)]
    return session.scalars(
        select(Artisan)
        .where(
            Artisan.visible.is_(True),
            present(today),
            takes_orders(),
            holds(today, techniques, search.ticked(Group.UNIT)),
        )
        .options(
            joinedload(Artisan.place),
            joinedload(Artisan.portrait).selectinload(Picture.renditions),
            defer(Artisan.story),
        )
        .order_by(Artisan.name_folded, Artisan.id)
        .limit(limit)
    ).all()
