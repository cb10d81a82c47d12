"""Who holds a unit today, and which links are out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import joinedload, selectinload

from marketplace.accounts.models import Account
from marketplace.artisans.models import Artisan, Place
from marketplace.artisans.queries import works_in
from marketplace.certificates.models import Certificate
from marketplace.certificates.queries import valid_predicate
from marketplace.certificates.rules import Standing, standing
from marketplace.certificates.unit_keys import scope_of
from marketplace.database.session import session
from marketplace.fair_lists.models import FairList
from marketplace.fair_lists.rules import MOST_LINKS, MOST_PHOTOS, MOST_ROWS, works
from marketplace.kit.errors import Gone, NotFound
from marketplace.kit.tokens import digest
from marketplace.listings.models import Listing
from marketplace.listings.rules import State
from marketplace.listings.shown_photos import ShownPhoto, covers_of


@dataclass(frozen=True, slots=True)
class Holder:
    """One artisan who holds the unit today, by the certificate that lasts longest. `photos`: of up to three bags."""

    artisan: Artisan
    certificate: Certificate
    standing: Standing
    unit: str
    photos: Sequence[ShownPhoto]

    @property
    def contact(self) -> str | None:
        """Her number, where she has consented to show it to everybody."""
        return self.artisan.whatsapp if self.artisan.whatsapp_public else None


def holders(unit_key: str, place_code: str | None, today: date) -> list[Holder]:
    """Return who holds a unit today and lets her page be shown, by name; five queries.

    Asked for at each look: whoever loses the unit, or takes the consent back, is not on it any more.
    """
    valid = exists().where(Certificate.artisan_id == Artisan.id, valid_predicate(today))
    where = [works_in([place_code])] if place_code else []
    artisans = session.scalars(
        select(Artisan)
        .join(Artisan.account)
        .where(Artisan.visible.is_(True), Account.disabled_at.is_(None), valid, *where)
        .options(joinedload(Artisan.place))
        .order_by(Artisan.name_folded, Artisan.id)
    ).all()
    held = _longest(unit_key, [artisan.id for artisan in artisans], today)
    found = [artisan for artisan in artisans if artisan.id in held][:MOST_ROWS]
    photos = _photos([artisan.id for artisan in found])
    return [
        Holder(
            artisan=artisan,
            certificate=held[artisan.id],
            standing=standing(held[artisan.id], today),
            unit=scope_of(held[artisan.id].units)[unit_key],
            photos=photos.get(artisan.id, []),
        )
        for artisan in found
    ]


def opened(token: str, at: datetime) -> FairList:
    """Return the list behind a link. NotFound where there is none, Gone("fair_list.over") where its time is over."""
    found = session.scalars(
        select(FairList).where(FairList.digest == digest(token)).options(joinedload(FairList.place))
    ).one_or_none()
    if found is None:
        raise NotFound()
    if not works(found.expires_at, found.revoked_at, at):
        raise Gone("fair_list.over")
    return found


def one(list_id: int) -> FairList:
    """Return one by its number, for officers. NotFound."""
    found = session.get(FairList, list_id)
    if found is None:
        raise NotFound()
    return found


def out(at: datetime) -> Sequence[FairList]:
    """Return the links that work now, the one that ends first at the top."""
    return session.scalars(
        select(FairList)
        .where(FairList.revoked_at.is_(None), FairList.expires_at > at)
        .options(joinedload(FairList.place))
        .order_by(FairList.expires_at, FairList.id)
        .limit(MOST_LINKS)
    ).all()


def place_name(code: str) -> str | None:
    """Return what a place is called; None where there is none."""
    return session.scalar(select(Place.name).where(Place.code == code))


def _longest(unit_key: str, artisan_ids: Collection[int], today: date) -> Mapping[int, Certificate]:
    """The certificate of each artisan that has the unit and lasts longest, of those that are valid today."""
    if not artisan_ids:
        return {}
    rows = session.scalars(
        select(Certificate)
        .where(Certificate.artisan_id.in_(artisan_ids), valid_predicate(today))
        .options(selectinload(Certificate.units))
        .order_by(Certificate.valid_until, Certificate.id)
    )
    return {row.artisan_id: row for row in rows if unit_key in scope_of(row.units)}


def _photos(artisan_ids: Collection[int]) -> Mapping[int, list[ShownPhoto]]:
    """The covers of each artisan's newest bags on show."""
    if not artisan_ids:
        return {}
    place = (
        func.row_number()
        .over(partition_by=Listing.artisan_id, order_by=(Listing.published_at.desc(), Listing.id.desc()))
        .label("place")
    )
    newest = (
        select(Listing.id, Listing.artisan_id, place)
        .where(Listing.artisan_id.in_(artisan_ids), Listing.state == State.PUBLISHED)
        .subquery()
    )
    rows = session.execute(
        select(newest.c.id, newest.c.artisan_id).where(newest.c.place <= MOST_PHOTOS).order_by(newest.c.place)
    ).all()
    covers = covers_of([row.id for row in rows])
    found: dict[int, list[ShownPhoto]] = {}
    for row in rows:
        if row.id in covers:
            found.setdefault(row.artisan_id, []).append(covers[row.id])
    return found
