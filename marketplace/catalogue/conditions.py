"""What a bag must meet to be found, one condition per part of a question, over Listing joined with Artisan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, case, cast, exists, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from marketplace.artisans.models import Artisan
from marketplace.artisans.queries import works_in
from marketplace.artisans.rules import Technique
from marketplace.catalogue.rules import CERTIFIED, Group, Ready, Search
from marketplace.catalogue.wording import among
from marketplace.listings.fits import THINGS, TOLERANCE_CM, Thing
from marketplace.listings.models import Listing, ListingColour, ListingMaterial, Variant
from marketplace.listings.rules import BagType, Colour, Material
from marketplace.listings.scope import certified_among, certified_predicate
from marketplace.listings.shop import on_offer

Condition = ColumnElement[bool]


def conditions(search: Search, today: date, leaving: str = "", *, counted: bool = False) -> list[Condition]:
    """Return what a bag must meet; `leaving` names a group (or "certified") whose choice is left out.

    `counted`: all that answer will be read, in no order, so that a choice few bags have is the place to begin; a page
    is read along its order, and each bag on the way asked whether it answers.
    """
    if search.matching is not None:
        return [*live(search, today, leaving, counted=counted), among(search.matching)]
    return [*live(search, today, leaving, counted=counted), *(says(word) for word in search.words)]


def live(search: Search, today: date, leaving: str = "", *, counted: bool = False) -> list[Condition]:
    """Return the part of it that every finder's answer is held against, row by row: all but the words."""
    found = [on_offer()]
    for group, values in search.chosen.items():
        if group.value != leaving:
            found.append(in_group(group, values, today, counted=counted))
    if search.low is not None:
        found.append(Listing.price >= search.low)
    if search.high is not None:
        found.append(Listing.price <= search.high)
    if search.certified and leaving != CERTIFIED:
        found.append(certified_predicate(today))
    return found


def says(word: str) -> Condition:
    """Whether a word stands in what the bag is searched by, or in its maker's name."""
    return or_(
        Listing.search_text.contains(word, autoescape=True),
        Artisan.name_folded.contains(word, autoescape=True),
    )


def in_group(group: Group, values: Sequence[str], today: date, *, counted: bool = False) -> Condition:
    """Whether a bag has one of the values of a group."""
    match group:
        case Group.MATERIAL:
            has = ListingMaterial.material.in_(list(map(Material, values)))
            return _among(ListingMaterial.listing_id, has, counted)
        case Group.COLOUR:
            return _among(
                ListingColour.listing_id, ListingColour.colour.in_(list(map(Colour, values))), counted
            )
        case Group.UNIT:
            return certified_among(today, values) if counted else certified_predicate(today, values)
        case Group.READY:
            return and_(present(today), Listing.readiness >= -max(int(Ready(value)) for value in values))
    return _IN_GROUP[group](values)


def present(today: date, row: Any = Artisan) -> Condition:
    """Whether an Artisan is not away, `rules.is_away` as SQL: her cards say when she is back, and nothing is ready."""
    return or_(
        row.paused_until.is_(None),
        row.paused_until <= today,
        and_(row.paused_from.is_not(None), row.paused_from > today),
    )


def fitting(thing: Thing, row: Any = Listing) -> Condition:
    """Whether `fits.takes` says of a bag that the thing surely fits in one of its sizes, as SQL.

    Its own measures are asked first; only of a bag that is too small are the variations read that have measures.
    """
    own = [
        func.coalesce(of_variant, of_bag)
        for of_variant, of_bag in zip(
            (Variant.length_cm, Variant.width_cm, Variant.height_cm),
            (row.length_cm, row.width_cm, row.height_cm),
            strict=True,
        )
    ]
    sized = or_(Variant.length_cm.is_not(None), Variant.width_cm.is_not(None), Variant.height_cm.is_not(None))
    return or_(
        _goes_in(thing, row.length_cm, row.width_cm, row.height_cm),
        exists().where(
            Variant.listing_id == row.id, Variant.removed_at.is_(None), sized, _goes_in(thing, *own)
        ),
    )


def _goes_in(thing: Thing, *sides: Any) -> Condition:
    """`fits.fits` over length, width and height in millimetres; not true where length or height is unknown."""
    length_cm, width_cm, height_cm = sides
    less = 10 * TOLERANCE_CM
    long, short, thick = (int(10 * side) for side in THINGS[thing])
    length, height = _tenths(length_cm) - less, _tenths(height_cm) - less
    depth = case((_tenths(width_cm) > less, _tenths(width_cm) - less), else_=0)
    bulge = case((depth < thick, thick - depth), else_=0)
    return or_(
        *(
            and_(wide <= length, wide + thick <= length + depth, 2 * tall + bulge <= 2 * height)
            for tall, wide in ((long, short), (short, long))
        )
    )


def _tenths(side: Any) -> Any:
    """A measure as a whole number: fractions are not exact on every database."""
    return cast(func.round(side * 10), Integer)


def _among(listing_id: InstrumentedAttribute[int], has: Condition, counted: bool) -> Condition:
    return (
        Listing.id.in_(select(listing_id).where(has))
        if counted
        else exists().where(listing_id == Listing.id, has)
    )


def _bands(values: Sequence[str]) -> Condition:
    bands = Search(chosen={Group.BAND: tuple(values)}).bands()
    return or_(false(), *(and_(Listing.price >= low, Listing.price < high) for low, high in bands))


_IN_GROUP: Mapping[Group, Callable[[Sequence[str]], Condition]] = {
    Group.TYPE: lambda values: Listing.bag_type.in_([BagType(value) for value in values]),
    Group.TECHNIQUE: lambda values: Listing.technique.in_([Technique(value) for value in values]),
    Group.FIT: lambda values: or_(false(), *(fitting(Thing(value)) for value in values)),
    Group.BAND: _bands,
    Group.PLACE: works_in,
    Group.ARTISAN: lambda values: Artisan.slug.in_(values),
}
