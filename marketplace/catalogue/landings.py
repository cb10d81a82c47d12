"""Which lists that are pages of their own (`landing`) have a bag in them: what a map of the site names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, exists, literal, select, union_all

from marketplace.artisans.models import Artisan
from marketplace.catalogue.conditions import in_group
from marketplace.catalogue.landing import CERTIFIED, LANDING
from marketplace.catalogue.rules import ENUMS, Group
from marketplace.database.session import session
from marketplace.listings.models import Listing
from marketplace.listings.rules import State
from marketplace.listings.scope import certified_predicate
from marketplace.listings.shop import on_offer

_CITY_DIGITS = 5
"""Characters of a Kemendagri code that name a regency or city: "64.74"."""


def with_bags(today: date) -> Sequence[tuple[str, str]]:
    """Return (name, value) of every such list a filter leads to, in the order of the filters; two statements.

    A city is one where there are several: else its list is the whole shop again.
    """
    found = [tuple(row) for row in session.execute(union_all(*_members(today)))]
    codes = [code for code in session.scalars(_places()) if code]
    cities = sorted({code[:_CITY_DIGITS] for code in codes})
    places = [*(cities if len(cities) > 1 else ()), *(code for code in codes if code not in cities)]
    return [*((name, value) for name, value in found), *((Group.PLACE.value, code) for code in places)]


def _members(today: date) -> Iterator[Select[str, str]]:
    yield _there(*CERTIFIED, certified_predicate(today))
    for group, members in ENUMS.items():
        for member in members if group in LANDING else ():
            yield _there(group.value, member.value, in_group(group, [member.value], today, counted=True))


def _there(name: str, value: str, has: ColumnElement[bool]) -> Select[str, str]:
    bags = exists().where(Artisan.id == Listing.artisan_id, on_offer(), has)
    return select(literal(name), literal(value)).where(bags)


def _places() -> Select[str | None]:
    hers = exists().where(Listing.artisan_id == Artisan.id, Listing.state == State.PUBLISHED)
    return (
        select(Artisan.place_code)
        .where(Artisan.visible.is_(True), hers)
        .group_by(Artisan.place_code)
        .order_by(Artisan.place_code)
    )
