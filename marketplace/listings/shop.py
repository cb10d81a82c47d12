"""Bags as buyers ask for them: what is on offer, whose badge it carries, its cover, its page.

What the maker sees of her own bags is asked in `queries.py`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, defer, joinedload, selectinload

from marketplace.artisans.models import Artisan, Place
from marketplace.certificates.models import Certificate, Unit
from marketplace.certificates.queries import certificates_of, units_of
from marketplace.certificates.rules import Standing
from marketplace.certificates.speakers import speaking
from marketplace.database.session import session
from marketplace.kit.codes import read_code
from marketplace.kit.errors import NotFound
from marketplace.listings.badges import behind
from marketplace.listings.models import Listing, Photo
from marketplace.listings.rules import CODE_LENGTH, WITH_PAGE, State
from marketplace.listings.scope import NamedUnit, named_units
from marketplace.pictures.models import Picture
from marketplace.pictures.rules import PictureState


@dataclass(frozen=True, slots=True)
class Offer:
    """A bag in a list: its row, its cover, and the unit whose certificate its badge speaks of."""

    listing: Listing
    cover: Photo | None
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
    photos: Sequence[Photo]
    behind: NamedUnit | None
    named: Sequence[NamedUnit]
    units: Sequence[Unit]
    record: tuple[Certificate, Standing] | None
    more: Sequence[Offer]
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
    covers = _covers(ids)
    return [_offer(listing, covers, named) for listing in listings]


def _offer(listing: Listing, covers: Mapping[int, Photo], named: Mapping[int, Sequence[NamedUnit]]) -> Offer:
    return Offer(listing, covers.get(listing.id), behind(listing, named[listing.id]))


def is_cover() -> ColumnElement[bool]:
    """Whether a Photo is its bag's first that did not fail; a failed one is shown to nobody but its owner."""
    other, picture = aliased(Photo), aliased(Picture)
    first = (
        select(other.id)
        .join(picture, other.picture_id == picture.id)
        .where(other.listing_id == Photo.listing_id, picture.state != PictureState.FAILED)
        .order_by(other.position, other.id)
        .limit(1)
        .correlate(Photo)
        .scalar_subquery()
    )
    return Photo.id == first


def _covers(listing_ids: Collection[int]) -> dict[int, Photo]:
    if not listing_ids:
        return {}
    rows = session.scalars(
        select(Photo)
        .where(Photo.listing_id.in_(listing_ids), is_cover())
        .options(joinedload(Photo.picture).joinedload(Picture.renditions))
    ).unique()
    return {photo.listing_id: photo for photo in rows}


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
    """Return the page of a bag. NotFound for a draft, a removed bag, a hidden artisan, or no code at all."""
    listing = _with_page(code)
    total, others = _others_of(listing, more)
    photos = _photos(listing.id, [other.id for other in others])
    certificates = certificates_of([listing.artisan_id])[listing.artisan_id]
    record = speaking(certificates, today)
    named = named_units([listing.id, *(other.id for other in others)], today)
    shown = behind(listing, named[listing.id])
    covers = {photo.listing_id: photo for photo in reversed(photos)}
    return ProductPage(
        listing=listing,
        photos=[photo for photo in photos if photo.listing_id == listing.id],
        behind=shown,
        named=named[listing.id],
        units=units_of(shown.certificate.id) if shown else [],
        record=record,
        more=[_offer(other, covers, named) for other in others],
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


def _with_page(text: str) -> Listing:
    try:
        code = read_code(text)
    except ValueError as error:
        raise NotFound() from error
    if len(code) != CODE_LENGTH:
        raise NotFound()
    found = (
        session.scalars(
            select(Listing)
            .join(Listing.artisan)
            .where(Listing.code == code, Listing.state.in_(WITH_PAGE), Artisan.visible.is_(True))
            .options(
                contains_eager(Listing.artisan).joinedload(Artisan.place).joinedload(Place.parent),
                joinedload(Listing.materials),
                joinedload(Listing.colours),
                selectinload(Listing.variants),
            )
        )
        .unique()
        .one_or_none()
    )
    if found is None:
        raise NotFound()
    return found


def _others_of(listing: Listing, limit: int) -> tuple[int, Sequence[Listing]]:
    """Return how many bags the maker offers in all, and a few besides this one."""
    here = case((Listing.id == listing.id, 1), else_=0)
    rows = session.execute(
        select(Listing, func.count().over())
        .where(Listing.artisan_id == listing.artisan_id, Listing.state == State.PUBLISHED)
        .options(defer(Listing.story), defer(Listing.search_text))
        .order_by(here, Listing.published_at.desc(), Listing.id.desc())
        .limit(limit + 1)
    ).all()
    total = rows[0][1] if rows else 0
    return total, [row[0] for row in rows if row[0].id != listing.id][:limit]


def _photos(listing_id: int, cover_of: Collection[int]) -> Sequence[Photo]:
    """Return all photos of one bag that did not fail, and the covers of others, in the order of each bag."""
    return session.scalars(
        select(Photo)
        .join(Photo.picture)
        .where(
            or_(
                and_(Photo.listing_id == listing_id, Picture.state != PictureState.FAILED),
                and_(Photo.listing_id.in_(cover_of), is_cover()),
            )
        )
        .options(contains_eager(Photo.picture).options(selectinload(Picture.renditions)))
        .order_by(Photo.listing_id, Photo.position, Photo.id)
    ).all()
