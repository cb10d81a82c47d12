"""Asking for collections, and for the bags in one today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import contains_eager, defer, selectinload

from marketplace.catalogue.conditions import conditions
from marketplace.catalogue.rules import Search
from marketplace.catalogue.schemas import read_search
from marketplace.collections.models import Collection, Pin
from marketplace.collections.rules import ON_HOME, SHOWN
from marketplace.database.session import session
from marketplace.kit.errors import NotFound
from marketplace.listings.models import Listing
from marketplace.listings.shop import Offer, offers, on_offer


@dataclass(frozen=True, slots=True)
class Shown:
    """The bags of a collection today: the pinned first. `found` counts all that its search finds."""

    offers: Sequence[Offer]
    found: int


def search_of(query: str) -> Search:
    """Return the question a collection asks, read as the catalogue reads an address today."""
    return read_search(parse_qsl(query)).search


def published(slug: str) -> Collection:
    """Return a collection visitors may see. NotFound otherwise."""
    found = session.scalars(
        select(Collection)
        .where(Collection.slug == slug, Collection.published_at.is_not(None))
        .options(selectinload(Collection.pins))
    ).one_or_none()
    if found is None:
        raise NotFound()
    return found


def by_id(collection_id: int) -> Collection:
    """Return any collection, for officers, with its pinned bags. NotFound where there is none."""
    found = session.get(
        Collection, collection_id, options=[selectinload(Collection.pins).joinedload(Pin.listing)]
    )
    if found is None:
        raise NotFound()
    return found


def every() -> Sequence[Collection]:
    """Return all of them, the last changed first; officers make a few dozen, so they are not paged."""
    return session.scalars(
        select(Collection).order_by(Collection.updated_at.desc(), Collection.id.desc())
    ).all()


def newest() -> Sequence[Collection]:
    """Return the collections for the front page, the last published first."""
    return session.scalars(
        select(Collection)
        .where(Collection.published_at.is_not(None))
        .order_by(Collection.published_at.desc(), Collection.id.desc())
        .limit(ON_HOME)
    ).all()


def published_slugs() -> Sequence[str]:
    """Return the words of the address of each collection visitors may see, in a fixed order."""
    shown = Collection.published_at.is_not(None)
    return session.scalars(select(Collection.slug).where(shown).order_by(Collection.id)).all()


def slug_is_taken(slug: str) -> bool:
    return session.scalars(select(Collection.id).where(Collection.slug == slug)).one_or_none() is not None


def listings_by_code(codes: Sequence[str]) -> Sequence[Listing]:
    """Return the bags of these codes, whatever their state, in this order; unknown codes are left out."""
    found = {row.code: row for row in session.scalars(select(Listing).where(Listing.code.in_(codes)))}
    return [found[code] for code in codes if code in found]


def bags_of(collection: Collection, today: date) -> Shown:
    """Return what a collection shows today; at most six statements. Pinned bags that are not on offer step aside."""
    places = {pin.listing_id: pin.position for pin in collection.pins}
    pinned = sorted(_page(places=list(places)), key=lambda bag: places[bag.id])
    search, rest, found = search_of(collection.query), list[Listing](), 0
    if search.is_narrowed:
        wanted = conditions(search, today)
        found = session.scalar(select(func.count(Listing.id)).join(Listing.artisan).where(*wanted)) or 0
        rest = list(_page(wanted, apart_from=list(places), most=SHOWN - len(pinned)))
    return Shown(offers([*pinned, *rest], today), found)


def _page(
    wanted: Sequence[ColumnElement[bool]] = (),
    *,
    places: Sequence[int] | None = None,
    apart_from: Sequence[int] = (),
    most: int = SHOWN,
) -> Sequence[Listing]:
    if places == [] or most <= 0:
        return []
    statement = (
        select(Listing)
        .join(Listing.artisan)
        .where(on_offer(), *wanted)
        .options(contains_eager(Listing.artisan), defer(Listing.story), defer(Listing.search_text))
        .order_by(Listing.published_at.desc(), Listing.id.desc())
        .limit(most)
    )
    if places is not None:
        statement = statement.where(Listing.id.in_(places))
    if apart_from:
        statement = statement.where(Listing.id.not_in(apart_from))
    return session.scalars(statement).all()
