"""Finding bags: one condition per filter, one statement per page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, func, literal, or_, select, type_coerce, union_all
from sqlalchemy.orm import InstrumentedAttribute, contains_eager, defer

from marketplace.artisans.models import Artisan, Place
from marketplace.artisans.queries import works_in
from marketplace.artisans.rules import Technique
from marketplace.catalogue.rules import PAGE_SIZE, Group, Mark, Search, Sort
from marketplace.database.session import session
from marketplace.listings.models import Listing, ListingColour, ListingMaterial
from marketplace.listings.rules import Availability, BagType, Colour, Material
from marketplace.listings.scope import certified_predicate
from marketplace.listings.shop import Offer, offers, on_offer

MOST_WAYS = 12


@dataclass(frozen=True, slots=True)
class Found:
    """One page of bags. `total` counts all that answer, `everything` all on offer, `seen` those of pages before."""

    offers: Sequence[Offer]
    total: int
    everything: int
    seen: int
    next_mark: Mark | None


def find(search: Search, mark: Mark | None, today: date) -> Found:
    """Return the page of bags after `mark`; at most five statements."""
    everything, total = _count(search, today)
    if not total:
        return Found([], 0, everything, 0, None)
    listings = list(_page(search, mark, today))
    if mark and not listings:
        mark, listings = None, list(_page(search, None, today))  # an old link: the bags behind it are gone
    following, listings = listings[PAGE_SIZE:], listings[:PAGE_SIZE]
    seen = min(mark.seen, total - len(listings)) if mark else 0
    next_mark = _mark_of(search.sort, listings[-1], seen + len(listings)) if following else None
    return Found(offers(listings, today), total, everything, seen, next_mark)


def conditions(search: Search, today: date) -> list[ColumnElement[bool]]:
    """Return what a bag must meet, over Listing joined with Artisan."""
    found = [on_offer(), *(_says(word) for word in search.words)]
    found += [_IN_GROUP[group](values) for group, values in search.chosen.items() if group in _IN_GROUP]
    if bands := search.bands():
        found.append(or_(*(and_(Listing.price >= low, Listing.price < high) for low, high in bands)))
    if search.low is not None:
        found.append(Listing.price >= search.low)
    if search.high is not None:
        found.append(Listing.price <= search.high)
    if search.certified:
        found.append(certified_predicate(today))
    return found


def _says(word: str) -> ColumnElement[bool]:
    return or_(
        Listing.search_text.contains(word, autoescape=True),
        Artisan.name_folded.contains(word, autoescape=True),
    )


def _materials(values: Sequence[str]) -> ColumnElement[bool]:
    chosen = [Material(value) for value in values]
    return Listing.id.in_(select(ListingMaterial.listing_id).where(ListingMaterial.material.in_(chosen)))


def _colours(values: Sequence[str]) -> ColumnElement[bool]:
    chosen = [Colour(value) for value in values]
    return Listing.id.in_(select(ListingColour.listing_id).where(ListingColour.colour.in_(chosen)))


_IN_GROUP: Mapping[Group, Callable[[Sequence[str]], ColumnElement[bool]]] = {
    Group.TYPE: lambda values: Listing.bag_type.in_([BagType(value) for value in values]),
    Group.TECHNIQUE: lambda values: Listing.technique.in_([Technique(value) for value in values]),
    Group.AVAILABILITY: lambda values: Listing.availability.in_([Availability(value) for value in values]),
    Group.MATERIAL: _materials,
    Group.COLOUR: _colours,
    Group.PLACE: works_in,
}


def _count(search: Search, today: date) -> tuple[int, int]:
    """Return how many bags are on offer, and how many of them answer the question; one statement."""
    row = session.execute(select(_number(Search(), today), _number(search, today))).one()
    return row[0], row[1]


def _number(search: Search, today: date) -> Any:
    return (
        select(func.count(Listing.id))
        .join(Listing.artisan)
        .where(*conditions(search, today))
        .correlate(None)
        .scalar_subquery()
    )


def ways_out(search: Search, today: date) -> list[tuple[str, str, int]]:
    """Return (name, value, bags) for each part that, taken back, would bring results; one statement."""
    parts = list(islice(search.parts(), MOST_WAYS))
    if len(parts) < 2:
        return []
    counts = session.execute(select(*(_number(search.without(*part), today) for part in parts))).one()
    return [(name, value, count) for (name, value), count in zip(parts, counts, strict=True) if count]


_UNREADY = case((Listing.availability == Availability.READY, 0), else_=1)


def _page(search: Search, mark: Mark | None, today: date) -> Sequence[Listing]:
    statement = (
        select(Listing)
        .join(Listing.artisan)
        .where(*conditions(search, today))
        .options(contains_eager(Listing.artisan), defer(Listing.story), defer(Listing.search_text))
        .limit(PAGE_SIZE + 1)
    )
    newest = (Listing.published_at.desc(), Listing.id.desc())
    match search.sort:
        case Sort.CHEAPEST:
            statement = statement.order_by(Listing.price.asc(), Listing.id.desc())
        case Sort.DEAREST:
            statement = statement.order_by(Listing.price.desc(), Listing.id.desc())
        case Sort.READY:
            statement = statement.order_by(_UNREADY, *newest)
        case Sort.NEWEST:
            statement = statement.order_by(*newest)
    if mark is not None:
        statement = statement.where(_after(mark))
    return session.scalars(statement).all()


def _after(mark: Mark) -> ColumnElement[bool]:
    """What comes after the mark; bags that tie are told apart by their number, so none is shown twice."""
    same = Listing.id < mark.id
    match mark.sort:
        case Sort.CHEAPEST:
            return or_(Listing.price > mark.first, and_(Listing.price == mark.first, same))
        case Sort.DEAREST:
            return or_(Listing.price < mark.first, and_(Listing.price == mark.first, same))
        case Sort.READY:
            return or_(literal(mark.first) < _UNREADY, and_(literal(mark.first) == _UNREADY, _older(mark)))
        case Sort.NEWEST:
            return _older(mark)


def _older(mark: Mark) -> ColumnElement[bool]:
    """Published before the mark; a mark in a list by price has no moment, so only the other orders ask this."""
    return or_(Listing.published_at < mark.at, and_(Listing.published_at == mark.at, Listing.id < mark.id))


def _mark_of(sort: Sort, listing: Listing, seen: int) -> Mark:
    by_price = sort in (Sort.CHEAPEST, Sort.DEAREST)
    first = listing.price if by_price else None
    if sort is Sort.READY:
        first = 0 if listing.availability is Availability.READY else 1
    return Mark(sort, first, None if by_price else listing.published_at, listing.id, seen)


def options(asked: Sequence[str] = ()) -> Mapping[Group, Mapping[str, str]]:
    """Return, for each group, the values that bags on offer have; a place with its name. One statement.

    Places asked for are named too, where we know them: a city or a district is asked for by links alone.

    Numbers beside them would have to follow every other filter; a number that does not is worse than none.
    """
    statement = union_all(
        _values(Group.TYPE, Listing.bag_type),
        _values(Group.TECHNIQUE, Listing.technique),
        _values(Group.AVAILABILITY, Listing.availability),
        _values(Group.MATERIAL, ListingMaterial.material, ListingMaterial),
        _values(Group.COLOUR, ListingColour.colour, ListingColour),
        select(literal(Group.PLACE.value), Place.code, Place.name)
        .select_from(Listing)
        .join(Listing.artisan)
        .join(Artisan.place)
        .where(on_offer())
        .distinct(),
        select(literal(Group.PLACE.value), Place.code, Place.name).where(Place.code.in_(asked)),
    )
    found: dict[Group, dict[str, str]] = {group: {} for group in Group}
    for group, value, name in session.execute(statement):
        found[Group(group)][value] = name
    return found


def _values(group: Group, column: InstrumentedAttribute[Any], table: type[Any] | None = None) -> Any:
    statement = select(literal(group.value), type_coerce(column, String), literal("")).select_from(Listing)
    statement = statement.join(Listing.artisan)
    if table is not None:
        statement = statement.join(table, table.listing_id == Listing.id)
    return statement.where(on_offer()).distinct()
