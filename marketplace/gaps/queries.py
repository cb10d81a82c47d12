"""Asking for the sums that may be shown, and for what is on offer of it now."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select, union_all

from marketplace.artisans.models import Artisan, Place
from marketplace.artisans.queries import works_in
from marketplace.artisans.rules import Technique
from marketplace.database.session import session
from marketplace.gaps.models import Gap
from marketplace.gaps.rules import MIN_DAYS, MIN_TIMES, WINDOW, Count, Kind, Term, read_key
from marketplace.kit.paging import Page, decode_cursor, encode_cursor, row_number
from marketplace.listings.models import Listing, ListingColour, ListingMaterial
from marketplace.listings.rules import BagType, Colour, Material
from marketplace.listings.scope import certified_predicate
from marketplace.listings.shop import on_offer

PER_PAGE, NEEDS_PER_PAGE = 12, 48
_BETWEEN = " "
"""Stands between technique and place in a cursor; neither has one."""
MOST_PLACES = 2_000
MOST_OFFERS = 20
"""Bags are counted up to this number; more are "20+"."""


@dataclass(frozen=True, slots=True)
class Offered:
    """How many bags answer now, and how many of them carry a valid badge; at most `MOST_OFFERS` each."""

    bags: int
    certified: int


def place_names() -> dict[str, str]:
    """Return the places we know, by code."""
    rows = session.execute(select(Place.code, Place.name).order_by(Place.code).limit(MOST_PLACES))
    return {row[0]: row[1] for row in rows}


def sets(today: date, after: str = "", techniques: Collection[Technique] | None = None) -> Page[Count]:
    """Return one page of the sets of terms that were missed most. A cursor that was not ours leads to the first.

    With `techniques`, only those that ask for one of them, or for none in particular.
    """
    query = _enough(select(Gap.key, *_sums()).where(Gap.day > today - WINDOW).group_by(Gap.key))
    if techniques is not None:
        query = query.where(or_(Gap.technique == "", Gap.technique.in_(techniques)))
    place = _mark(after)
    times = _times()
    if place is not None:
        number, key = place
        query = query.having(or_(times < number, and_(times == number, Gap.key > key)))
    rows = session.execute(query.order_by(times.desc(), Gap.key).limit(PER_PAGE + 1)).all()
    found = [Count(read_key(row[0]), int(row[1]), int(row[2]), int(row[3])) for row in rows[:PER_PAGE]]
    if len(rows) <= PER_PAGE:
        return Page(found)
    last = rows[PER_PAGE - 1]
    return Page(found, encode_cursor([int(last[1]) + int(last[2]), last[0]]))


def needs(today: date, after: str = "") -> Page[Count]:
    """Return one page of what was missed by technique and place, most first: every set that names one of them adds to
    its sum. A cursor that was not ours leads to the first page."""
    query = _enough(
        select(Gap.technique, Gap.place, *_sums())
        .where(Gap.day > today - WINDOW, or_(Gap.technique != "", Gap.place != ""))
        .group_by(Gap.technique, Gap.place)
    )
    mark, times = _mark(after), _times()
    if mark is not None:
        number, key = mark
        technique, _, place = key.partition(_BETWEEN)
        later = or_(Gap.technique > technique, and_(Gap.technique == technique, Gap.place > place))
        query = query.having(or_(times < number, and_(times == number, later)))
    rows = session.execute(
        query.order_by(times.desc(), Gap.technique, Gap.place).limit(NEEDS_PER_PAGE + 1)
    ).all()
    found = [
        Count(_terms(technique, place), int(searches), int(wishes), int(days))
        for technique, place, searches, wishes, days in rows[:NEEDS_PER_PAGE]
    ]
    if len(rows) <= NEEDS_PER_PAGE:
        return Page(found)
    last = rows[NEEDS_PER_PAGE - 1]
    return Page(found, encode_cursor([int(last[2]) + int(last[3]), f"{last[0]}{_BETWEEN}{last[1]}"]))


def offered(counts: Sequence[Count], today: date) -> list[Offered]:
    """Return what is on offer of each, in the same order; one query."""
    if not counts:
        return []
    parts = []
    for number, count in enumerate(counts):
        badge = case((certified_predicate(today), 1), else_=0).label("badge")
        some = (
            select(badge)
            .select_from(Listing)
            .join(Listing.artisan)
            .where(on_offer(), *map(_answers, count.terms))
            .order_by(badge.desc())
            .limit(MOST_OFFERS)
            .subquery()
        )
        parts.append(
            select(literal(number), func.count(), func.coalesce(func.sum(some.c.badge), 0)).select_from(some)
        )
    found = {row[0]: Offered(int(row[1]), int(row[2])) for row in session.execute(union_all(*parts))}
    return [found[number] for number in range(len(counts))]


def is_offered(terms: Collection[Term]) -> bool:
    """Whether any bag on offer answers all of these."""
    some = select(Listing.id).join(Listing.artisan).where(on_offer(), *map(_answers, terms))
    return bool(session.scalar(select(some.exists())))


def _answers(term: Term) -> ColumnElement[bool]:
    kind, value = term
    match kind:
        case Kind.TECHNIQUE:
            return Listing.technique == Technique(value)
        case Kind.TYPE:
            return Listing.bag_type == BagType(value)
        case Kind.MATERIAL:
            return Listing.materials.any(ListingMaterial.material == Material(value))
        case Kind.COLOUR:
            return Listing.colours.any(ListingColour.colour == Colour(value))
        case Kind.PLACE:
            return Listing.artisan.has(and_(Artisan.id == Listing.artisan_id, works_in([value])))


def _sums() -> tuple[Any, ...]:
    return func.sum(Gap.searches), func.sum(Gap.wishes), func.count(Gap.day.distinct())


def _times() -> Any:
    return func.sum(Gap.searches) + func.sum(Gap.wishes)


def _enough(query: Select[Any]) -> Select[Any]:
    """Keep what was missed often enough, on enough days, not to point at one search: the only way sums leave this file.

    Who searched is not known, so one person who comes back on three days can still make a sum alone.
    """
    return query.having(_times() >= MIN_TIMES, func.count(Gap.day.distinct()) >= MIN_DAYS)


def _terms(technique: str, place: str) -> tuple[Term, ...]:
    both = ((Kind.TECHNIQUE, technique), (Kind.PLACE, place))
    return tuple((kind, value) for kind, value in both if value)


def _mark(after: str) -> tuple[int, str] | None:
    try:
        number, key = decode_cursor(after)
        return row_number(number), str(key)
    except ValueError:
        return None
