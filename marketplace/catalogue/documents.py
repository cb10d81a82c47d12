"""What the search knows of a bag: one document, gathered from the tables in a few statements for any number of bags.

Whoever is not offered has none. A word for every member of an enum, in every language, is part of it, so that "black"
finds "hitam". Which tables have a say is watched by `listings.changes`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask_babel import force_locale
from sqlalchemy import ColumnElement, Row, Select, String, func, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from marketplace.adapters.search.folder import make_of
from marketplace.adapters.search.port import Document, Part
from marketplace.artisans.models import Artisan, Place
from marketplace.artisans.rules import Technique
from marketplace.catalogue import periods as periods_of
from marketplace.catalogue.rules import Fits, Group
from marketplace.listings.fits import Sides, Thing, takes
from marketplace.listings.measures import price_band
from marketplace.listings.models import Listing, ListingColour, ListingMaterial, Variant
from marketplace.listings.rules import Availability, BagType, Closure, Colour, Lining, Material, State
from marketplace.listings.shop import on_offer
from marketplace.web.labels import label
from marketplace.web.locale import LOCALES

GROUPS = tuple(group.value for group in Group if group is not Group.READY)
"""The facet groups a document has values in; how soon a bag is ready is a number of its own."""
_ROOT = Path(__file__).parent.parent
_SOURCES = (
    "catalogue/documents.py",
    "catalogue/periods.py",
    "kit/text.py",
    "listings/fits.py",
    "listings/measures.py",
    "listings/labels.py",
    "artisans/labels.py",
)
"""Files with a say in what a document holds. Of the translations only the words of enums have one: the whole files
would have every index built anew."""
_CALLED = (BagType, Technique, Material, Colour, Closure, Lining)
"""Enums whose members a document calls by name."""
_TYPE, _TECHNIQUE, _MATERIAL, _COLOUR, _BAND, _FIT, _UNIT, _PLACE, _ARTISAN = (
    group.value
    for group in (
        Group.TYPE, Group.TECHNIQUE, Group.MATERIAL, Group.COLOUR, Group.BAND, Group.FIT, Group.UNIT, Group.PLACE,
        Group.ARTISAN,
    )
)  # fmt: skip
_TO_ORDER = Availability.MADE_TO_ORDER.value
_FITS = tuple((Thing(one), one.value) for one in Fits)
"""Plain texts, asked of the enums once: each look at a member's value costs as much as a line of a document."""


def make() -> str:
    """Return what today's documents are made by; an index of another make is outdated.

    Asked inside an application context, which knows the words.
    """
    called = [f"{kind.__name__}.{member.value}={_called(member)}" for kind in _CALLED for member in kind]
    return make_of([*GROUPS, *called], *(_ROOT / name for name in _SOURCES))


def _called(member: StrEnum) -> str:
    """What a member is called, in every language."""
    words = []
    for locale in LOCALES:
        with force_locale(locale):
            words.append(str(label(member)))
    return " ".join(words)


class Documents:
    """Gathers documents. Keeps the words of enum members, so it is made once per language change: inside an
    application context."""

    def __init__(self) -> None:
        self._words = {kind: {member.value: _called(member) for member in kind} for kind in _CALLED}

    def of(self, session: Session, ids: Collection[int]) -> list[Document]:
        """Return the documents of those bags asked for that are on offer; six statements.

        Members of enums come as the texts that are kept of them: a million of them are not made for nothing.
        """
        rows = session.execute(_rows().where(Listing.id.in_(ids))).all()
        if not rows:
            return []
        there = [row[0] for row in rows]
        materials = _gathered(session, ListingMaterial.listing_id, as_kept(ListingMaterial.material), there)
        colours = _gathered(session, ListingColour.listing_id, as_kept(ListingColour.colour), there)
        variants, sizes = self._variants(session, there)
        periods, units = periods_of.standing_on(session, there)
        codes = {row.place_code: above(row.place_code) for row in rows if row.place_code}
        names = _places(session, {code for wider in codes.values() for code in wider})
        placed = {
            code: " ".join(names.get(one, "") for one in reversed(wider[1:])) for code, wider in codes.items()
        }
        return [
            self._document(
                row,
                materials.get(row[0], ()),
                colours.get(row[0], ()),
                sorted(variants.get(row[0], ())),
                sizes.get(row[0], ()),
                periods.get(row[0], ()),
                sorted(units.get(row[0], ())),
                codes.get(row.place_code, ()),
                placed.get(row.place_code, ""),
            )
            for row in rows
        ]

    def _document(
        self,
        row: Row[*tuple[Any, ...]],
        materials: Sequence[str],
        colours: Sequence[str],
        variants: Sequence[str],
        sizes: Sequence[Sides],
        periods: Sequence[tuple[int, int]],
        units: Sequence[str],
        places: Sequence[str],
        place: str,
    ) -> Document:
        (
            number, title, kind, technique, availability, lead_days, price, published_at, turn, material_note,
            colour_note, strap_note, story, closure, lining, length, width, height, maker, slug, gone_from, back_on, _,
        ) = row  # fmt: skip
        taken = takes(Sides(length, width, height), sizes)
        called = self._words
        of = [called[Material][one] for one in materials] + [called[Colour][one] for one in colours]
        parts = [called[Closure][closure]] if closure else []
        parts += [called[Lining][lining]] if lining else []
        return Document(
            number=number,
            texts={
                Part.TITLE: title,
                Part.KIND: f"{called[BagType][kind]} {called[Technique][technique]}",
                Part.MATERIAL: " ".join([" ".join(of), material_note, colour_note, *variants]),
                Part.MAKER: maker,
                Part.PLACE: place,
                Part.STORY: " ".join([story, strap_note, " ".join(parts)]),
            },
            groups={
                _TYPE: [kind],
                _TECHNIQUE: [technique],
                _MATERIAL: materials,
                _COLOUR: colours,
                _BAND: [_band(price)],
                _FIT: [value for thing, value in _FITS if thing in taken],
                _UNIT: [one_word(code) for code in units],
                _PLACE: places,
                _ARTISAN: [slug],
            },
            price=price,
            ready_days=(lead_days or 0) if availability == _TO_ORDER else 0,
            published=int(published_at.timestamp()),
            valid=periods,
            turn=turn,
            away=periods_of.away(gone_from, back_on),
        )

    def _variants(
        self, session: Session, ids: Collection[int]
    ) -> tuple[dict[int, set[str]], dict[int, list[Sides]]]:
        """Return the words of each bag's variations (colours, as she calls them too, and sizes) and their measures.

        Those not to be had now are among them: the bag's page shows them. Those taken out are not.
        """
        rows = session.execute(
            select(
                Variant.listing_id,
                as_kept(Variant.colour),
                Variant.colour_words,
                Variant.size,
                Variant.length_cm,
                Variant.width_cm,
                Variant.height_cm,
            ).where(Variant.listing_id.in_(ids), Variant.removed_at.is_(None))
        )
        said: dict[int, set[str]] = {}
        sizes: dict[int, list[Sides]] = {}
        for number, colour, words, size, *own in rows:
            called = self._words[Colour][colour] if colour else ""
            said.setdefault(number, set()).update({called, words, size} - {""})
            sizes.setdefault(number, []).append(Sides(*own))
        return said, sizes


def numbers_below(session: Session, number: int, limit: int) -> Sequence[int]:
    """Return the next published bags below a row number, the newest first; `of` looks who made them."""
    return session.scalars(
        select(Listing.id)
        .where(Listing.state == State.PUBLISHED, Listing.id < number)
        .order_by(Listing.id.desc())
        .limit(limit)
    ).all()


def highest_number(session: Session) -> int:
    """Return the greatest row number of any bag, 0 where there is none."""
    return session.scalar(select(func.max(Listing.id))) or 0


def how_many(session: Session) -> int:
    """Return how many bags are on offer."""
    return session.scalar(select(func.count(Listing.id)).join(Listing.artisan).where(on_offer())) or 0


def above(code: str) -> list[str]:
    """Return a place's code with those of all places it lies in, the widest first."""
    parts = code.split(".")
    return [".".join(parts[:length]) for length in range(1, len(parts) + 1)]


def _rows() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Listing.id, Listing.title, as_kept(Listing.bag_type), as_kept(Listing.technique),
            as_kept(Listing.availability), Listing.lead_days,
            Listing.price, Listing.published_at, Listing.turn, Listing.material_note, Listing.colour_note,
            Listing.strap_note, Listing.story, as_kept(Listing.closure), as_kept(Listing.lining), Listing.length_cm,
            Listing.width_cm, Listing.height_cm, Artisan.name, Artisan.slug, Artisan.paused_from, Artisan.paused_until,
            Artisan.place_code,
        )
        .join(Listing.artisan)
        .where(on_offer())
        .order_by(Listing.id.desc())
    )  # fmt: skip


def as_kept(column: ColumnElement[Any] | InstrumentedAttribute[Any]) -> ColumnElement[str]:
    """A column of an enum as the text it is kept as."""
    return type_coerce(column, String)


def _gathered(
    session: Session, listing_id: InstrumentedAttribute[int], value: ColumnElement[str], ids: Collection[int]
) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for number, one in session.execute(select(listing_id, value).where(listing_id.in_(ids))):
        found.setdefault(number, []).append(one)
    return found


@lru_cache(maxsize=4_096)
def _band(price: int) -> str:
    return price_band(price).value


def one_word(code: str) -> str:
    """Return a unit's code as a value of a group, which has no blanks."""
    return code.replace(" ", "_")


def _places(session: Session, codes: Collection[str]) -> dict[str, str]:
    if not codes:
        return {}
    rows = session.execute(select(Place.code, Place.name).where(Place.code.in_(codes)))
    return {row.code: row.name for row in rows}
