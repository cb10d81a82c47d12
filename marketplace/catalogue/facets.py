"""How many bags each filter would leave: one statement over bounded sets.

Of each set of bags (all that answer, and for every group with a choice those that answer without that choice) at most
`bound` rows and one more are read. A set that is larger has "more than bound" bags, and its groups have no numbers:
numbers of a part of it would be wrong ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Select,
    String,
    Subquery,
    case,
    func,
    literal,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import aliased

from marketplace.artisans.models import Artisan, Place
from marketplace.catalogue.answers import Counts, Tally
from marketplace.catalogue.conditions import conditions, fitting, present
from marketplace.catalogue.offered import CITY_DIGITS, MOST_ARTISANS, TITLES, without_lone_city
from marketplace.catalogue.offered import selects as offered_names
from marketplace.catalogue.rules import CERTIFIED, Fits, Group, Ready, Search
from marketplace.catalogue.wording import given, recounted
from marketplace.certificates.models import Certificate, Unit, UnitTechnique
from marketplace.certificates.rules import PUBLIC_STATUSES
from marketplace.database.session import session
from marketplace.listings.fits import Thing
from marketplace.listings.measures import PRICE_BANDS
from marketplace.listings.models import Listing, ListingColour, ListingMaterial, ListingUnit
from marketplace.listings.rules import MadeBy
from marketplace.listings.scope import covers_today

_SIZES, _CITY, _OFFERED = "sizes", "city", "offered "
"""What rows are about besides the groups."""
_TOTAL, _EVERYTHING = "total", "everything"
_GROUPS = (CERTIFIED, *(group.value for group in Group))
_LASTING = (Group.TYPE, Group.TECHNIQUE, Group.MATERIAL, Group.COLOUR, Group.PLACE)
"""Groups whose values keep their place on the page though the other filters leave none."""
_DEAR = frozenset({Group.UNIT, Group.MATERIAL, Group.COLOUR})


def count(search: Search, today: date, bound: int) -> Counts:
    """Return what `Counts` promises; one statement."""
    read: dict[str, dict[str, tuple[str, int]]] = {}
    chosen = tuple(search.chosen.items())
    indexed = search.matching is not None
    statement = _statement(
        search.words, chosen, search.low, search.high, search.certified, today, bound, indexed
    )
    for what, value, name, number in session.execute(statement, given(search)):
        if value is None:
            continue
        known = read.setdefault(what, {}).get(value, ("", 0))
        read[what][value] = (name or known[0], number or known[1])
    sizes = {name: number for name, (_, number) in read[_SIZES].items()}
    found = {group: _numbers(read, group) for group in _GROUPS if sizes.get(group, sizes[_TOTAL]) <= bound}
    cities = _numbers(read, _CITY)
    if Group.PLACE in found and (len(cities) > 1 or set(cities) & set(search.ticked(Group.PLACE))):
        found[Group.PLACE] |= cities
    if Group.READY in found:
        found[Group.READY] = _heaped(found[Group.READY], [member.value for member in Ready])
    names = {
        group: {value: name for value, (name, _) in read.get(group, {}).items() if name} for group in _GROUPS
    }
    names[Group.PLACE] |= {value: name for value, (name, _) in read.get(_CITY, {}).items()}
    offered: dict[str, set[str]] = {
        group: set(read.get(_OFFERED + group, {})) if search.is_narrowed else set(found.get(group, ()))
        for group in _LASTING
        if sizes[_EVERYTHING] <= bound
    }
    for group in (Group.PLACE, Group.UNIT, Group.ARTISAN):
        named = {value: name for value, (name, _) in read.get(_OFFERED + group, {}).items() if name}
        names[group] = named | names[group]
        if sizes[_EVERYTHING] > bound:
            offered[group] = without_lone_city(named) if group is Group.PLACE else set(named)
    counts = Counts(_tally(sizes[_TOTAL], bound), _tally(sizes[_EVERYTHING], bound), found, names, offered)
    return recounted(counts, search, bound)


def counted_elsewhere(search: Search, everything: Counts, bound: int) -> Counts:
    """Return the counts of more bags than the bound, which the index made; `everything` are those of the whole shop.

    One statement where places, units or artisans are ticked, whose names are shown; none else.
    """
    names = {group: dict(everything.names.get(group, {})) for group in _GROUPS}
    ticked = list(asked_names(search))
    for what, value, name, _ in session.execute(union_all(*ticked)) if ticked else ():
        names[what][value] = name or names[what].get(value, "")
    return recounted(replace(everything, names=names), search, bound)


@lru_cache(maxsize=64)
def _statement(
    words: tuple[str, ...],
    chosen: tuple[tuple[Group, tuple[str, ...]], ...],
    low: int | None,
    high: int | None,
    certified: bool,
    today: date,
    bound: int,
    indexed: bool,
) -> CompoundSelect[Any]:
    """To put the statement together costs more than to run it in a small shop; most visitors ask the same things."""
    matching = () if indexed else None  # which they are is handed over with the statement
    search = Search(
        words=words, chosen=dict(chosen), low=low, high=high, certified=certified, matching=matching
    )
    return union_all(*_selects(search, today, bound))


def _numbers(read: Mapping[str, Mapping[str, tuple[str, int]]], what: str) -> dict[str, int]:
    return {value: number for value, (_, number) in read.get(what, {}).items() if number}


def _tally(size: int, bound: int) -> Tally:
    return Tally(min(size, bound), size > bound)


def _heaped(found: dict[str, int], order: Sequence[str]) -> dict[str, int]:
    """What is ready today is ready within three days as well."""
    heap, total = {}, 0
    for value in order:
        total += found.get(value, 0)
        if total:
            heap[value] = total
    return heap


def _bag(search: Search, today: date, bound: int, leaving: str = "", name: str = "") -> tuple[CTE, CTE]:
    """A bounded set of bags: its size, and all their single values; the values of none where there are more.

    The size is read from indexes alone: to carry along the values of ten thousand bags nobody will be told about costs
    many times as much. What is cheap to ask is asked again for the values; of what is dear the first answer is kept.
    """
    name = name or f"without_{leaving}"
    wanted = conditions(search, today, leaving, counted=True)
    found = select(Listing.id).join(Listing.artisan).where(*wanted).limit(bound + 1)
    values = select(
        Listing.id,
        Listing.artisan_id,
        Listing.bag_type,
        Listing.technique,
        Listing.price,
        Listing.readiness,
        Listing.length_cm,
        Listing.width_cm,
        Listing.height_cm,
        Listing.made_by,
        Artisan.place_code,
        Artisan.paused_from,
        Artisan.paused_until,
    )
    among: CTE | Subquery
    if _is_dear(search, leaving):
        among = found.cte(f"among_{name}")
        values = values.select_from(among).join(Listing, Listing.id == among.c.id).join(Listing.artisan)
    else:
        among, values = found.subquery(), values.join(Listing.artisan).where(*wanted)
    size = select(func.count().label("number")).select_from(among).cte(f"size_of_{name}")
    few = case((select(size.c.number).scalar_subquery() <= bound, bound), else_=0)
    return size, values.limit(few).cte(name)


def _is_dear(search: Search, leaving: str) -> bool:
    """Whether more than the bag and its maker must be read to know if it answers."""
    groups = {group for group in search.chosen if group.value != leaving}
    certified = search.certified and leaving != CERTIFIED
    return certified or bool(groups & _DEAR) or bool(search.words) or search.matching is not None


def _selects(search: Search, today: date, bound: int) -> Iterator[Select[Any]]:
    size, answering = _bag(search, today, bound, name="answering")
    yield _size(_TOTAL, size)
    everything = answering
    if search.is_narrowed:
        size, everything = _bag(Search(), today, bound, name="on_offer")
    many = select(size.c.number).scalar_subquery() > bound
    yield _size(_EVERYTHING, size)
    chosen: dict[str, CTE] = {}
    for name in (*(group.value for group in search.chosen), *([CERTIFIED] if search.certified else ())):
        size, chosen[name] = _bag(search, today, bound, name)
        yield _size(name, size)
    for group in _GROUPS:
        yield from _values(group, group, chosen.get(group, answering), search, today)
    for group in _LASTING if search.is_narrowed else ():
        yield from _values(_OFFERED + group, group, everything, search, today)
    for group, named in offered_names(today, many):
        yield _row(_OFFERED + group, (rows := named.subquery()).c.code, literal(0), rows.c.name)
    yield from asked_names(search)


def _size(name: str, size: CTE) -> Select[Any]:
    return _row(_SIZES, literal(name), size.c.number).select_from(size)


def _row(what: str, value: Any, number: Any, name: Any = "") -> Select[Any]:
    """Three texts and a number: every part of the statement has the same shape."""
    named = literal(name) if isinstance(name, str) else name
    return select(literal(what), type_coerce(value, String).label("value"), named.label("name"), number)


def _values(what: str, group: str, bags: CTE, search: Search, today: date) -> Iterator[Select[Any]]:
    row, number = bags.c, func.count()
    match group:
        case Group.TYPE:
            yield _row(what, row.bag_type, number).group_by(row.bag_type)
        case Group.TECHNIQUE:
            yield _row(what, row.technique, number).group_by(row.technique)
        case Group.BAND:
            band = case(*((row.price < high, name.value) for name, (_, high) in PRICE_BANDS.items()))
            yield _row(what, band, number).group_by(band)
        case Group.READY:
            soon = case(*((row.readiness >= -int(ready), ready.value) for ready in Ready))
            here = present(today, row)
            yield (
                _row(what, soon, number)
                .where(here, row.readiness >= -int(max(Ready, key=int)))
                .group_by(soon)
            )
        case Group.FIT:
            for thing in Fits:
                yield _row(what, literal(thing.value), number).where(fitting(Thing(thing.value), row))
        case Group.MATERIAL:
            rows = ListingMaterial
            joined = _beside(_row(what, rows.material, number), bags, rows, rows.listing_id == row.id)
            yield joined.group_by(rows.material)
        case Group.COLOUR:
            dyes = ListingColour
            joined = _beside(_row(what, dyes.colour, number), bags, dyes, dyes.listing_id == row.id)
            yield joined.group_by(dyes.colour)
        case Group.PLACE:
            city = func.substr(row.place_code, 1, CITY_DIGITS)
            for kind, code in ((what, row.place_code), (_CITY if what == group else what, city)):
                place = aliased(Place)
                named = _beside(_row(kind, place.code, number, place.name), bags, place, place.code == code)
                yield named.group_by(place.code, place.name)
        case Group.ARTISAN:
            asked = case((Artisan.slug.in_(search.ticked(Group.ARTISAN)), 0), else_=1)
            makers = _row(what, Artisan.slug, number, Artisan.name).group_by(Artisan.slug, Artisan.name)
            makers = _beside(makers, bags, Artisan, Artisan.id == row.artisan_id)
            yield select(makers.order_by(asked, number.desc(), Artisan.slug).limit(MOST_ARTISANS).subquery())
        case "unit" | "certified":
            yield _covered(group, bags, today)


def _beside(row: Select[Any], bags: CTE, table: Any, tie: ColumnElement[bool]) -> Select[Any]:
    """Join a table to the bags, and never the bags to the table.

    SQLite does not know how few rows a set has and would rather read the whole table in the order of the groups. An
    outer join leaves it no choice; bags that have nothing there come as one more group, without a value.
    """
    return row.join_from(bags, table, tie, isouter=True)


def _covered(group: str, bags: CTE, today: date) -> Select[Any]:
    """Bags a valid certificate covers now: those of each unit it does so with, or all of them."""
    row, number = bags.c, func.count(bags.c.id.distinct())
    by_unit = group == Group.UNIT
    value, name = (Unit.code, func.max(TITLES)) if by_unit else (literal("1"), "")
    statement = _row(group, value, number, name)
    statement = statement.join_from(bags, ListingUnit, ListingUnit.listing_id == row.id)
    for table, tie in (
        (Unit, Unit.id == ListingUnit.unit_id),
        (UnitTechnique, UnitTechnique.unit_id == Unit.id),
        (Certificate, Certificate.id == Unit.certificate_id),
    ):
        statement = statement.join(table, tie)
    statement = statement.where(
        row.made_by == MadeBy.SELF, *covers_today(row.artisan_id, row.technique, today)
    )
    return statement.where(Unit.code != "").group_by(Unit.code) if by_unit else statement


def asked_names(search: Search) -> Iterator[Select[Any]]:
    """What the places, units and artisans that are ticked are called, be there bags or not: (group, value, name, 0)."""
    none = literal(0)
    if places := search.ticked(Group.PLACE):
        yield _row(Group.PLACE, Place.code, none, Place.name).where(Place.code.in_(places))
    if units := search.ticked(Group.UNIT):
        named = _row(Group.UNIT, Unit.code, none, func.max(TITLES)).join_from(Unit, Certificate)
        named = named.where(Unit.code.in_(units), Certificate.status.in_(PUBLIC_STATUSES))
        yield named.group_by(Unit.code)
    if artisans := search.ticked(Group.ARTISAN):
        named = _row(Group.ARTISAN, Artisan.slug, none, Artisan.name)
        yield named.where(Artisan.slug.in_(artisans), Artisan.visible.is_(True))
