"""Finding artisans as buyers ask for them: the list, one artisan's page, her bags."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import contains_eager, defer, joinedload, selectinload, undefer

from marketplace.artisans.models import Artisan, Place
from marketplace.artisans.queries import works_in
from marketplace.artisans.rules import Technique
from marketplace.catalogue.commissions import holds
from marketplace.certificates.models import Certificate
from marketplace.certificates.queries import standing_of_artisans
from marketplace.certificates.rules import PUBLIC_STATUSES, Standing, standing
from marketplace.certificates.speakers import speaking
from marketplace.database.session import session
from marketplace.kit.errors import NotFound
from marketplace.kit.paging import decode_cursor, encode_cursor, read_mark, row_number
from marketplace.listings.models import Listing
from marketplace.listings.rules import State
from marketplace.listings.shop import Offer, offers
from marketplace.pictures.models import Picture

PEOPLE_PER_PAGE = 24
BAGS_PER_PAGE = 12


@dataclass(frozen=True, slots=True)
class Maker:
    """One artisan in the list. `standing` is what speaks for her today, if the public may know it."""

    artisan: Artisan
    bags: int
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Makers:
    """One page of the list. `total` counts all that answer."""

    makers: Sequence[Maker]
    total: int
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class Shop:
    """One artisan's page. `records` are her public certificates, the one that speaks for her first."""

    artisan: Artisan
    speaks: tuple[Certificate, Standing] | None
    records: Sequence[tuple[Certificate, Standing]]
    bags: Sequence[Offer]
    total: int
    next_cursor: str | None


def list_makers(
    places: Sequence[str], certified: bool, after: str, today: date, techniques: Sequence[Technique] = ()
) -> Makers:
    """Return one page of the artisans who may be seen, by name; at most five statements.

    With `techniques`, those whose certificate covers one of them on this day.
    """
    wanted: list[ColumnElement[bool]] = [Artisan.visible.is_(True)]
    if places:
        wanted.append(works_in(places))
    if certified or techniques:
        wanted.append(holds(today, techniques))
    total = session.scalar(select(func.count(Artisan.id)).where(*wanted)) or 0
    if (cursor := _name_and_id(after)) is not None:
        name, row = cursor
        later = and_(Artisan.name_folded == name, Artisan.id > row)
        wanted.append(or_(Artisan.name_folded > name, later))
    bags = (
        select(func.count(Listing.id))
        .where(Listing.artisan_id == Artisan.id, Listing.state == State.PUBLISHED)
        .correlate(Artisan)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Artisan, bags)
        .where(*wanted)
        .options(
            joinedload(Artisan.place),
            joinedload(Artisan.portrait).selectinload(Picture.renditions),
            defer(Artisan.story),
        )
        .order_by(Artisan.name_folded, Artisan.id)
        .limit(PEOPLE_PER_PAGE + 1)
    ).all()
    shown = rows[:PEOPLE_PER_PAGE]
    answers = standing_of_artisans([artisan.id for artisan, _ in shown], today)
    makers = []
    for artisan, count in shown:
        answer = answers[artisan.id]
        makers.append(Maker(artisan, count, answer[0] if answer and answer[0].is_public else None))
    last = shown[-1][0] if len(rows) > len(shown) else None
    return Makers(makers, total, encode_cursor([last.name_folded, last.id]) if last else None)


def _name_and_id(text: str) -> tuple[str, int] | None:
    try:
        name, row = decode_cursor(text)
        return (name, row_number(row)) if isinstance(name, str) else None
    except ValueError:
        return None


def places_of_makers(asked: Sequence[str] = ()) -> Mapping[str, str]:
    """Return code and name of every place a visible artisan works in, and of those asked for, by name."""
    homes = select(Artisan.place_code).where(Artisan.visible.is_(True))
    rows = session.execute(
        select(Place.code, Place.name)
        .where(or_(Place.code.in_(homes), Place.code.in_(asked)))
        .order_by(Place.name, Place.code)
    )
    return {row.code: row.name for row in rows}


def shop_of(slug: str, after: str, today: date) -> Shop:
    """Return an artisan's page. NotFound when nobody visible has this address. At most eight statements."""
    artisan = session.scalars(
        select(Artisan)
        .where(Artisan.slug == slug, Artisan.visible.is_(True))
        .options(
            joinedload(Artisan.place).joinedload(Place.parent),
            joinedload(Artisan.portrait).selectinload(Picture.renditions),
            undefer(Artisan.hours_text),
        )
    ).one_or_none()
    if artisan is None:
        raise NotFound()
    speaks, records = _records(artisan.id, today)
    hers = (Listing.artisan_id == artisan.id, Listing.state == State.PUBLISHED)
    total = session.scalar(select(func.count(Listing.id)).where(*hers)) or 0
    statement = select(Listing).join(Listing.artisan).where(*hers)
    if (mark := read_mark(after)) is not None:
        at, row = mark
        tied = and_(Listing.published_at == at, Listing.id < row)
        statement = statement.where(or_(Listing.published_at < at, tied))
    listings = session.scalars(
        statement.options(contains_eager(Listing.artisan), defer(Listing.story), defer(Listing.search_text))
        .order_by(Listing.published_at.desc(), Listing.id.desc())
        .limit(BAGS_PER_PAGE + 1)
    ).all()
    shown = listings[:BAGS_PER_PAGE]
    last = shown[-1] if len(listings) > len(shown) else None
    cursor = encode_cursor([last.published_at.isoformat(), last.id]) if last and last.published_at else None
    return Shop(artisan, speaks, records, offers(shown, today), total, cursor)


def _records(
    artisan_id: int, today: date
) -> tuple[tuple[Certificate, Standing] | None, Sequence[tuple[Certificate, Standing]]]:
    certificates = session.scalars(
        select(Certificate)
        .where(Certificate.artisan_id == artisan_id)
        .options(selectinload(Certificate.units))
    ).all()
    speaks = speaking(certificates, today)
    public = [found for found in certificates if found.status in PUBLIC_STATUSES]
    first = speaks[0] if speaks else None
    public.sort(key=lambda found: (found is first, found.issue_date or date.min), reverse=True)
    return speaks, [(found, standing(found, today)) for found in public]
