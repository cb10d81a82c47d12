"""Places, units and artisans to be chosen where there are more bags than are counted: their names, and no numbers.

Asked in the statement that counts (`facets`), and only there: each code is read along its index by one step to the next
greater one, and a bag of it looked for, so that nothing depends on how many bags there are. Places and units are all
there are, or none where there are too many to choose from; of artisans those are named whose turn it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, exists, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from marketplace.artisans.models import Artisan, Place
from marketplace.catalogue.rules import Group
from marketplace.certificates.models import Certificate, Unit, UnitTechnique
from marketplace.listings.models import Listing, ListingUnit
from marketplace.listings.rules import MadeBy
from marketplace.listings.scope import covers_today
from marketplace.listings.shop import on_offer

MOST_CODES = 200
"""Places, or units, that are offered; where there are more, none are."""
MOST_ARTISANS = 40
_BAGS_EACH = 5
"""Bags read for each artisan named: in the usual order most bags are of another maker than the one before."""
CITY_DIGITS = 5
"""Characters of a Kemendagri code that name a regency or city: "64.74"."""
TITLES = Unit.title + "\n" + Unit.title_en
"""A unit as printed, and in English where it was recorded: each reader gets her own line of it."""


def selects(today: date, when: ColumnElement[bool]) -> Iterator[tuple[Group, Select[*tuple[Any, ...]]]]:
    """Yield each group with a statement of (code, name); none of them reads anything unless `when`."""
    for one in _places(when):
        yield Group.PLACE, one
    yield Group.UNIT, _units(today, when)
    yield Group.ARTISAN, _artisans(when)


def without_lone_city(codes: Collection[str]) -> set[str]:
    """Return the places to choose from: a city that is the only one is the whole shop again."""
    cities = [code for code in codes if len(code) == CITY_DIGITS]
    return set(codes) - set(cities if len(cities) < 2 else ())


def _steps(name: str, column: InstrumentedAttribute[Any], first: ColumnElement[bool]) -> CTE:
    """Every value of an indexed column, one step for each, up to one more than are offered."""
    steps = (
        select(func.min(column).label("code"), literal(1).label("step"))
        .where(first)
        .cte(name, recursive=True)
    )
    after = select(func.min(column)).where(column > steps.c.code).correlate(steps).scalar_subquery()
    more = select(after, steps.c.step + 1).where(steps.c.code.is_not(None), steps.c.step <= MOST_CODES)
    return steps.union_all(more)


def _few(steps: CTE) -> ColumnElement[bool]:
    return select(func.count(steps.c.code)).scalar_subquery() <= MOST_CODES


def _places(when: ColumnElement[bool]) -> Iterator[Select[*tuple[Any, ...]]]:
    steps = _steps("place_steps", Artisan.place_code, when)
    bags = exists().where(Artisan.place_code == steps.c.code, Listing.artisan_id == Artisan.id, on_offer())
    for code in (steps.c.code, func.substr(steps.c.code, 1, CITY_DIGITS)):
        place = aliased(Place)
        named = select(place.code, place.name).join_from(steps, place, place.code == code)
        yield named.where(bags, _few(steps)).distinct()


def _units(today: date, when: ColumnElement[bool]) -> Select[Any]:
    steps = _steps("unit_steps", Unit.code, when)
    titled = (
        select(TITLES)
        .select_from(Unit)
        .join(Certificate, Certificate.id == Unit.certificate_id)
        .join(UnitTechnique, UnitTechnique.unit_id == Unit.id)
        .join(ListingUnit, ListingUnit.unit_id == Unit.id)
        .join(Listing, Listing.id == ListingUnit.listing_id)
        .join(Artisan, Artisan.id == Listing.artisan_id)
        .where(
            Unit.code == steps.c.code,
            Listing.made_by == MadeBy.SELF,
            *covers_today(Listing.artisan_id, Listing.technique, today),
            on_offer(),
        )
        .limit(1)
        .correlate(steps)
    )
    return select(steps.c.code, titled.scalar_subquery().label("name")).where(steps.c.code != "", _few(steps))


def _artisans(when: ColumnElement[bool]) -> Select[Any]:
    turns = (
        select(Artisan.slug, Artisan.name, Listing.turn, Listing.published_at)
        .join(Listing.artisan)
        .where(when, on_offer())
        .order_by(Listing.turn.desc(), Listing.published_at.desc(), Listing.id.desc())
        .limit(MOST_ARTISANS * _BAGS_EACH)
        .subquery("whose_turn")
    )
    named = select(turns.c.slug.label("code"), turns.c.name).group_by(turns.c.slug, turns.c.name)
    return select(
        named.order_by(func.max(turns.c.turn).desc(), func.max(turns.c.published_at).desc(), turns.c.slug)
        .limit(MOST_ARTISANS)
        .subquery()
    )
