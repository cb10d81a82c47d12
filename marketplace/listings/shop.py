"""Bags as buyers ask for them: what is on offer, whose badge it carries, its cover, its page.

What the maker sees of her own bags is asked in `queries.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, func, select
from sqlalchemy.orm import contains_eager, defer, joinedload, undefer
from sqlalchemy.orm.attributes import set_committed_value

from marketplace.artisans.models import Artisan, Place
from marketplace.certificates.models import Certificate, Unit
from marketplace.certificates.queries import with_issuers
from marketplace.certificates.rules import Standing
from marketplace.certificates.speakers import speaking
from marketplace.database.ready import ready
from marketplace.database.session import session
from marketplace.kit.codes import read_code
from marketplace.kit.errors import NotFound
from marketplace.listings.badges import badge, behind
from marketplace.listings.models import Listing, Variant
from marketplace.listings.public import absent
from marketplace.listings.rules import CODE_LENGTH, WITH_PAGE, State
from marketplace.listings.scope import NamedUnit, named_of, named_units
from marketplace.listings.shown_bags import COLUMNS, ShownBag, ShownOffer, bag_of
from marketplace.listings.shown_photos import ShownPhoto, covers_of, photos_and_covers


@dataclass(frozen=True, slots=True)
class Offer:
    """A bag in a list: its row, its cover, and the unit whose certificate its badge speaks of."""

    listing: Listing
    cover: ShownPhoto | None
    behind: NamedUnit | None

    @property
    def badge(self) -> Standing | None:
        """The standing it shows as its maker's badge."""
        return self.behind.standing if self.behind else None


@dataclass(frozen=True, slots=True)
class ProductPage:
    """All that the page of one bag is made of.

    `behind` is the unit whose certificate the badge speaks of, `named` every unit the bag names, `units` those of the
    certificate behind the badge; `record` is what speaks for the maker, whoever made this bag.
    """

    listing: Listing
    photos: Sequence[ShownPhoto]
    behind: NamedUnit | None
    named: Sequence[NamedUnit]
    units: Sequence[Unit]
    record: tuple[Certificate, Standing] | None
    more: Sequence[ShownOffer]
    maker_total: int

    @property
    def badge(self) -> Standing | None:
        """The standing it shows as its maker's badge."""
        return self.behind.standing if self.behind else None


def on_offer() -> ColumnElement[bool]:
    """What buyers are offered, over Listing joined with Artisan: published, by an artisan who may be seen.

    A lapsed certificate does not hide a bag: publishing is open with or without one, and the badge says which.
    """
    return and_(Listing.state == State.PUBLISHED, Artisan.visible.is_(True))


def offers(listings: Sequence[Listing], today: date) -> list[Offer]:
    """Return the bags with badge and cover, in the same order; two queries, however many there are."""
    ids = [listing.id for listing in listings]
    named = named_units(ids, today)
    covers = covers_of(ids)
    return [_offer(listing, covers, named) for listing in listings]


def _offer(
    listing: Listing, covers: Mapping[int, ShownPhoto], named: Mapping[int, Sequence[NamedUnit]]
) -> Offer:
    return Offer(listing, covers.get(listing.id), behind(listing, named[listing.id]))


def newest(limit: int, today: date) -> list[Offer]:
    """Return the bags published last."""
    listings = session.scalars(
        select(Listing)
        .join(Listing.artisan)
        .where(on_offer())
        .options(contains_eager(Listing.artisan), defer(Listing.story), defer(Listing.search_text))
        .order_by(Listing.published_at.desc(), Listing.id.desc())
        .limit(limit)
    ).all()
    return offers(listings, today)


def page_of(code: str, today: date, more: int = 4) -> ProductPage:
    """Return the page of a bag. NotFound for a draft, a removed bag, a hidden artisan, or no code at all; Gone for one
    that an officer has taken down."""
    listing = with_page(code)
    total, others = _others_of(listing, more)
    photos, covers = photos_and_covers(listing.id, [other.id for other in others])
    certificates = with_issuers(listing.artisan_id)
    record = speaking(certificates, today)
    named, units = named_of(certificates, [listing.id, *(other.id for other in others)], today)
    shown = behind(listing, named[listing.id])
    return ProductPage(
        listing=listing,
        photos=photos,
        behind=shown,
        named=named[listing.id],
        units=[unit for unit in units if unit.certificate_id == shown.certificate.id] if shown else [],
        record=record,
        more=[ShownOffer(other, covers.get(other.id), badge(other, named[other.id])) for other in others],
        maker_total=total,
    )


def code_in(piece: str) -> str:
    """Return the code at the end of an address's last piece, whatever words stand before it.

    It may be in small letters, or in groups ("f9e2-0pf3f1"). NotFound when there is none.
    """
    groups = piece.split("-")
    for number in range(1, min(len(groups), CODE_LENGTH) + 1):
        try:
            code = read_code("".join(groups[-number:]))
        except ValueError:
            continue
        if len(code) >= CODE_LENGTH:
            if len(code) == CODE_LENGTH:
                return code
            break
    raise NotFound()


def with_page(text: str) -> Listing:
    """Return the bag with its variations and its artisan alone; refuses what `page_of` refuses. Two statements."""
    try:
        code = read_code(text)
    except ValueError as error:
        raise NotFound() from error
    if len(code) != CODE_LENGTH:
        raise NotFound()
    found = session.scalars(_of_code(), {"code": code}).unique().one_or_none()
    if found is None:
        raise absent(code)
    variants = session.scalars(_variants(), {"listing": found.id}).all()
    set_committed_value(found, "variants", list(variants))
    return found


@ready
def _variants() -> Select[Variant]:
    """Those that were not taken out, in their order, as `Listing.variants` has them: asked for once, at less cost."""
    return (
        select(Variant)
        .where(Variant.listing_id == bindparam("listing"), Variant.removed_at.is_(None))
        .order_by(Variant.position, Variant.id)
    )


@ready
def _of_code() -> Select[Listing]:
    return (
        select(Listing)
        .join(Listing.artisan)
        .where(Listing.code == bindparam("code"), Listing.state.in_(WITH_PAGE), Artisan.visible.is_(True))
        .options(
            contains_eager(Listing.artisan).options(
                joinedload(Artisan.place).joinedload(Place.parent), undefer(Artisan.hours_text)
            ),
            joinedload(Listing.materials),
            joinedload(Listing.colours),
        )
    )


def _others_of(listing: Listing, limit: int) -> tuple[int, Sequence[ShownBag]]:
    """Return how many bags the maker offers in all, and a few besides this one."""
    hers = {"here": listing.id, "artisan": listing.artisan_id, "limit": limit}
    rows = session.execute(_hers(), hers).all()
    total = rows[0][-1] if rows else int(listing.state is State.PUBLISHED)
    return total, [bag_of(row) for row in rows]


@ready
def _hers() -> Select[*tuple[Any, ...]]:
    """Both read along the index of her bags alone, the few no further than they go: she may have thousands."""
    offered = (Listing.artisan_id == bindparam("artisan"), Listing.state == State.PUBLISHED)
    total = select(func.count(Listing.id)).where(*offered).scalar_subquery()
    return (
        select(*COLUMNS, total)
        .join(Listing.artisan)
        .where(*offered, Listing.id != bindparam("here"))
        .order_by(Listing.published_at.desc(), Listing.id.desc())
        .limit(bindparam("limit", type_=Integer))
    )
