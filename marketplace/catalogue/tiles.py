"""Where artisans work, as tiles: a scheme of the places, since no shape of any of them is on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import aliased

from marketplace.artisans.models import Artisan, Place
from marketplace.artisans.rules import PlaceLevel
from marketplace.catalogue.commissions import holds
from marketplace.database.session import session


@dataclass(frozen=True, slots=True)
class Tile:
    """One kelurahan: how many visible artisans work in it, and how many of them hold a certificate valid today."""

    code: str
    name: str
    artisans: int
    certified: int


@dataclass(frozen=True, slots=True)
class District:
    """One kecamatan with its kelurahan, in the order of their codes."""

    name: str
    tiles: Sequence[Tile]


def districts(regency: str, today: date) -> Sequence[District]:
    """Return every kelurahan of a city or regency, those nobody works in included; one statement."""
    district = aliased(Place)
    rows = session.execute(
        select(
            district.name,
            Place.code,
            Place.name,
            func.count(Artisan.id),
            func.count(case((holds(today), Artisan.id))),
        )
        .join(district, Place.parent_code == district.code)
        .outerjoin(Artisan, (Artisan.place_code == Place.code) & Artisan.visible.is_(True))
        .where(Place.level == int(PlaceLevel.VILLAGE), Place.code.startswith(regency + ".", autoescape=True))
        .group_by(district.code, district.name, Place.code, Place.name)
        .order_by(Place.code)
    )
    found: dict[str, list[Tile]] = {}
    for name, code, village, artisans, certified in rows:
        found.setdefault(name, []).append(Tile(code, village, artisans, certified))
    return [District(name, tiles) for name, tiles in found.items()]
