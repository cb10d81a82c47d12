"""Rows for sitemaps: which parts there are, what stands in one, and whether it changed. Batches by the rows' numbers.

Between two batches no transaction stays open: whoever reads slowly holds up nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, case, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute, selectinload

from marketplace.artisans.models import Artisan
from marketplace.bodies.models import Body
from marketplace.certificates.models import Certificate, Decision
from marketplace.certificates.rules import PUBLIC_STATUSES, Standing, standing
from marketplace.database.session import session
from marketplace.feeds.offered import on_offer_by_number, picture_keys
from marketplace.feeds.rules import BATCH, MOST_IMAGES, Part, part_of
from marketplace.listings.models import Listing, Photo
from marketplace.pictures.models import Picture
from marketplace.pictures.rules import PictureState


@dataclass(frozen=True, slots=True)
class BagPlace:
    """A bag's page: the words and code of its address, when it last changed, keys of its pictures.

    `standings` are those of its maker's public certificates today, `decided_at` when the last of them was decided on.
    """

    slug: str
    code: str
    updated_at: datetime
    images: Sequence[str]
    standings: Sequence[Standing]
    decided_at: datetime | None


State = tuple[str, ...]
"""What a part of a sitemap depends on besides the day: equal states, equal parts; () for a part with nothing in it.

There is no moment of the last change to tell: an artisan who hides her page leaves none.
"""


def bag_parts(rows: int) -> list[int]:
    """Return the numbers of the parts that name a bag; one statement that skips from part to part."""
    return _parts(select(Listing.id).where(on_offer_by_number()), Listing.id, rows)


def artisan_parts(rows: int) -> list[int]:
    """Return the numbers of the parts that name an artisan."""
    return _parts(select(Artisan.id).where(Artisan.visible.is_(True)), Artisan.id, rows)


def _parts(rows: Select[int], number: InstrumentedAttribute[int], size: int) -> list[int]:
    first = rows.order_by(number).limit(1)
    steps = select(first.scalar_subquery().label("first")).cte("steps", recursive=True)
    end_of_part = (steps.c.first - 1) // literal(size) * size + size
    following = first.where(number > end_of_part).correlate(steps).scalar_subquery()
    steps = steps.union_all(select(following).where(steps.c.first.is_not(None)))
    return [part_of(row, size) for row in session.scalars(select(steps.c.first)) if row is not None]


def artisans_in(part: Part) -> Iterator[Sequence[str]]:
    """Return the addresses' words of a part's artisans, in batches."""
    after = part.low
    while True:
        rows = session.execute(
            select(Artisan.id, Artisan.slug)
            .where(Artisan.id > after, Artisan.id <= part.high, Artisan.visible.is_(True))
            .order_by(Artisan.id)
            .limit(BATCH)
        ).all()
        session.rollback()
        if not rows:
            return
        after = rows[-1].id
        yield [row.slug for row in rows]


def bags_in(part: Part, today: date) -> Iterator[Sequence[BagPlace]]:
    """Return a part's bags in batches, each of three statements."""
    after = part.low
    while True:
        rows = session.execute(
            select(Listing.id, Listing.slug, Listing.code, Listing.updated_at, Listing.artisan_id)
            .where(Listing.id > after, Listing.id <= part.high, on_offer_by_number())
            .order_by(Listing.id)
            .limit(BATCH)
        ).all()
        if not rows:
            session.rollback()
            return
        after = rows[-1].id
        images = picture_keys([row.id for row in rows], MOST_IMAGES)
        worth = _worth({row.artisan_id for row in rows}, today)
        session.rollback()
        yield [
            BagPlace(
                row.slug,
                row.code,
                row.updated_at,
                images.get(row.id, ()),
                *worth.get(row.artisan_id, ((), None)),
            )
            for row in rows
        ]


def _worth(
    artisan_ids: Collection[int], today: date
) -> Mapping[int, tuple[Sequence[Standing], datetime | None]]:
    decided = (
        select(func.max(Decision.made_at))
        .where(Decision.certificate_id == Certificate.id)
        .correlate(Certificate)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Certificate, decided).where(
            Certificate.artisan_id.in_(artisan_ids), Certificate.status.in_(PUBLIC_STATUSES)
        )
    )
    found: dict[int, tuple[list[Standing], datetime | None]] = {}
    for certificate, at in rows:
        standings, last = found.get(certificate.artisan_id, ([], None))
        standings.append(standing(certificate, today))
        found[certificate.artisan_id] = standings, max(filter(None, (last, at)), default=None)
    return found


def bags_state(part: Part) -> State:
    """Return what the part's bags depend on; three statements over the part's rows alone.

    Photos count whether or not their bag is on offer: at worst a part is sent again that is the same.
    """
    bags = session.execute(
        select(
            func.count(Listing.id),
            func.sum(Listing.id),
            func.sum(Listing.version),
            func.max(Listing.updated_at),
        ).where(Listing.id > part.low, Listing.id <= part.high, on_offer_by_number())
    ).one()
    ready = case((Picture.state == PictureState.READY, 1), else_=0)
    photos = session.execute(
        select(func.count(Photo.id), func.sum(Photo.id), func.sum(Photo.picture_id), func.sum(ready))
        .join(Photo.picture)
        .where(Photo.listing_id > part.low, Photo.listing_id <= part.high)
    ).one()
    decision = session.scalar(select(func.max(Decision.id)))
    session.rollback()
    return (*map(str, bags), *map(str, photos), str(decision)) if bags[0] else ()


def artisans_state(part: Part) -> State:
    """Return what the part's artisans depend on; one statement."""
    found = session.execute(
        select(func.count(Artisan.id), func.sum(Artisan.id)).where(
            Artisan.id > part.low, Artisan.id <= part.high, Artisan.visible.is_(True)
        )
    ).one()
    session.rollback()
    return tuple(map(str, found)) if found[0] else ()


def bodies() -> Sequence[Body]:
    """Return every certifying body with its schemes."""
    return session.scalars(select(Body).options(selectinload(Body.schemes)).order_by(Body.id)).all()
