"""What a bag must meet to be found, one condition per part of a question, over Listing joined with Artisan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, false, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from marketplace.artisans.models import Artisan
from marketplace.artisans.queries import works_in
from marketplace.artisans.rules import Technique
from marketplace.catalogue.rules import CERTIFIED, Group, Ready, Search
from marketplace.catalogue.wording import among
from marketplace.listings.fits import FITS, Fit
from marketplace.listings.models import Listing, ListingColour, ListingMaterial
from marketplace.listings.rules import BagType, Colour, Material
from marketplace.listings.scope import certified_predicate
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
            return certified_predicate(today, values)
        case Group.READY:
            return and_(present(today), Listing.readiness >= -max(int(Ready(value)) for value in values))
    return _IN_GROUP[group](values)


def present(today: date) -> Condition:
    """Whether an Artisan is not away: who is has no bag that is ready, and her cards say when she is back."""
    return or_(Artisan.paused_until.is_(None), Artisan.paused_until <= today)


def fitting(fit: Fit) -> Condition:
    """`fits.takes` as SQL: without both measures it is not true."""
    long, short = FITS[fit]
    return or_(
        and_(Listing.length_cm >= long, Listing.height_cm >= short),
        and_(Listing.length_cm >= short, Listing.height_cm >= long),
    )


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
    Group.FIT: lambda values: or_(false(), *(fitting(Fit(value)) for value in values)),
    Group.BAND: _bands,
    Group.PLACE: works_in,
    Group.ARTISAN: lambda values: Artisan.slug.in_(values),
}
