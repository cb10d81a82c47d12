"""What the search knows of a bag: one document, gathered from the tables in a few statements for any number of bags.

Whoever is not offered has none. A word for every member of an enum, in every language, is part of it, so that "black"
finds "hitam". Which tables have a say is watched by `listings.changes`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from flask_babel import force_locale
from sqlalchemy import Row, Select, and_, func, select
from sqlalchemy.orm import Session

from marketplace.adapters.search.folder import make_of
from marketplace.adapters.search.port import Document, Part
from marketplace.artisans.models import Artisan, Place
from marketplace.artisans.rules import Technique
from marketplace.catalogue.rules import Fits, Group
from marketplace.certificates.models import Certificate, Unit, UnitTechnique
from marketplace.certificates.papers import Paper
from marketplace.certificates.rules import Status
from marketplace.listings.fits import Sides, Thing, takes
from marketplace.listings.measures import price_band
from marketplace.listings.models import Listing, ListingColour, ListingMaterial, ListingUnit, Variant
from marketplace.listings.rules import Availability, BagType, Closure, Colour, Lining, MadeBy, Material
from marketplace.listings.shop import on_offer
from marketplace.web.labels import label
from marketplace.web.locale import LOCALES

GROUPS = tuple(group.value for group in Group if group is not Group.READY)
"""The facet groups a document has values in; how soon a bag is ready is a number of its own."""
_ROOT = Path(__file__).parent.parent
_SOURCES = (
    "catalogue/documents.py",
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
        self._words: dict[tuple[type[StrEnum], str], str] = {}

    def of(self, session: Session, ids: Collection[int]) -> list[Document]:
        """Return the documents of those bags asked for that are on offer; six statements."""
        rows = session.execute(_rows().where(Listing.id.in_(ids))).all()
        if not rows:
            return []
        there = [row.id for row in rows]
        materials = _gathered(session, select(ListingMaterial.listing_id, ListingMaterial.material), there)
        colours = _gathered(session, select(ListingColour.listing_id, ListingColour.colour), there)
        variants, sizes = self._variants(session, there)
        periods, units = _standing_on(session, there)
        places = _places(session, {row.place_code for row in rows if row.place_code})
        return [
            self._document(
                row,
                materials.get(row.id, ()),
                colours.get(row.id, ()),
                sorted(variants.get(row.id, ())),
                sizes.get(row.id, ()),
                periods.get(row.id, ()),
                sorted(units.get(row.id, ())),
                places,
            )
            for row in rows
        ]

    def _document(
        self,
        row: Row[*tuple[Any, ...]],
        materials: Sequence[StrEnum],
        colours: Sequence[StrEnum],
        variants: Sequence[str],
        sizes: Sequence[Sides],
        periods: Sequence[tuple[int, int]],
        units: Sequence[str],
        places: Mapping[str, str],
    ) -> Document:
        codes = above(row.place_code) if row.place_code else []
        taken = takes(Sides(row.length_cm, row.width_cm, row.height_cm), sizes)
        made_to_order = row.availability is Availability.MADE_TO_ORDER
        return Document(
            number=row.id,
            texts={
                Part.TITLE: row.title,
                Part.KIND: self._called(row.bag_type, row.technique),
                Part.MATERIAL: " ".join(
                    [self._called(*materials, *colours), row.material_note, row.colour_note, *variants]
                ),
                Part.MAKER: row.name,
                Part.PLACE: " ".join(places.get(code, "") for code in reversed(codes[1:])),
                Part.STORY: " ".join([row.story, row.strap_note, self._called(row.closure, row.lining)]),
            },
            groups={
                Group.TYPE.value: [row.bag_type.value],
                Group.TECHNIQUE.value: [row.technique.value],
                Group.MATERIAL.value: [member.value for member in materials],
                Group.COLOUR.value: [member.value for member in colours],
                Group.BAND.value: [price_band(row.price).value],
                Group.FIT.value: [one.value for one in Fits if Thing(one) in taken],
                Group.UNIT.value: [one_word(code) for code in units],
                Group.PLACE.value: codes,
                Group.ARTISAN.value: [row.slug],
            },
            price=row.price,
            ready_days=(row.lead_days or 0) if made_to_order else 0,
            published=int(row.published_at.timestamp()),
            valid=periods,
            turn=row.turn,
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
                Variant.colour,
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
            said.setdefault(number, set()).update({self._called(colour), words, size} - {""})
            sizes.setdefault(number, []).append(Sides(*own))
        return said, sizes

    def _called(self, *members: StrEnum | None) -> str:
        return " ".join(self._word(member) for member in members if member is not None)

    def _word(self, member: StrEnum) -> str:
        key = (type(member), member.value)
        if key not in self._words:
            self._words[key] = _called(member)
        return self._words[key]


def numbers_below(session: Session, number: int, limit: int) -> Sequence[int]:
    """Return the next bags on offer below a row number, the newest first."""
    return session.scalars(
        select(Listing.id)
        .join(Listing.artisan)
        .where(on_offer(), Listing.id < number)
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
            Listing.id, Listing.title, Listing.bag_type, Listing.technique, Listing.availability, Listing.lead_days,
            Listing.price, Listing.published_at, Listing.turn, Listing.material_note, Listing.colour_note,
            Listing.strap_note, Listing.story, Listing.closure, Listing.lining, Listing.length_cm, Listing.width_cm,
            Listing.height_cm, Artisan.name, Artisan.slug, Artisan.place_code,
        )
        .join(Listing.artisan)
        .where(on_offer())
        .order_by(Listing.id.desc())
    )  # fmt: skip


def _gathered(
    session: Session, statement: Select[*tuple[Any, ...]], ids: Collection[int]
) -> dict[int, list[StrEnum]]:
    listing_id = statement.selected_columns[0]
    found: dict[int, list[StrEnum]] = {}
    for number, member in session.execute(statement.where(listing_id.in_(ids))):
        found.setdefault(number, []).append(member)
    return found


def one_word(code: str) -> str:
    """Return a unit's code as a value of a group, which has no blanks."""
    return code.replace(" ", "_")


def _standing_on(
    session: Session, ids: Collection[int]
) -> tuple[dict[int, list[tuple[int, int]]], dict[int, set[str]]]:
    """Return the days on which each bag's certificate counts, and the codes of the units it stands on then.

    This is `scope.certified_predicate` without its day.
    """
    rows = session.execute(
        select(ListingUnit.listing_id, Certificate.issue_date, Certificate.valid_until, Unit.code)
        .join(Listing, Listing.id == ListingUnit.listing_id)
        .join(Unit, Unit.id == ListingUnit.unit_id)
        .join(Certificate, Certificate.id == Unit.certificate_id)
        .join(
            UnitTechnique,
            and_(UnitTechnique.unit_id == Unit.id, UnitTechnique.technique == Listing.technique),
        )
        .where(
            ListingUnit.listing_id.in_(ids),
            Listing.made_by == MadeBy.SELF,
            Unit.withdrawn_on.is_(None),
            Certificate.artisan_id == Listing.artisan_id,
            Certificate.status == Status.VERIFIED,
            Certificate.paper == Paper.BNSP,
        )
        .distinct()
    )
    periods: dict[int, list[tuple[int, int]]] = {}
    units: dict[int, set[str]] = {}
    for number, first, last, code in rows:
        if first is not None and last is not None:
            periods.setdefault(number, []).append((first.toordinal(), last.toordinal()))
            units.setdefault(number, set()).update([code] if code else [])
    return periods, units


def _places(session: Session, codes: Collection[str]) -> dict[str, str]:
    wanted = {wider for code in codes for wider in above(code)}
    if not wanted:
        return {}
    rows = session.execute(select(Place.code, Place.name).where(Place.code.in_(wanted)))
    return {row.code: row.name for row in rows}
