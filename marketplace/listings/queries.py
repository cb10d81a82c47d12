"""Finding bags. What belongs to somebody is asked for by its owner: other people's bags are not there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from marketplace.artisans.models import Artisan
from marketplace.database.session import session
from marketplace.kit.errors import NotFound
from marketplace.kit.paging import Page, encode_cursor, read_mark
from marketplace.listings.models import DeletedPhoto, Listing, Photo
from marketplace.listings.rules import MAX_PHOTOS, State
from marketplace.pictures.models import Picture

UNTOUCHED = and_(
    Listing.state == State.DRAFT,
    Listing.version == 1,
    Listing.title == "",
    ~exists().where(Photo.listing_id == Listing.id),
    ~exists().where(DeletedPhoto.listing_id == Listing.id),
)
"""A draft that was opened and never filled: it is not shown, and the next new bag uses it."""


def with_pictures() -> ExecutableOption:
    """Load photos with their pictures and renditions, in three queries for any number of bags."""
    return selectinload(Listing.photos).joinedload(Photo.picture).selectinload(Picture.renditions)


def own(artisan_id: int | None, code: str, *, lock: bool = False) -> Listing:
    """Return one of the artisan's bags with all it is made of. NotFound for somebody else's, and for a deleted one.

    `lock` keeps another request from changing it (or its number of photos) until this one has ended.
    """
    found = (
        select(Listing)
        .where(Listing.code == code, Listing.artisan_id == artisan_id, Listing.state != State.REMOVED)
        .options(
            joinedload(Listing.artisan).joinedload(Artisan.place),
            with_pictures(),
            selectinload(Listing.materials),
            selectinload(Listing.units),
            selectinload(Listing.colours),
            selectinload(Listing.variants),
        )
        .execution_options(populate_existing=True)
    )
    listing = session.scalar(found.with_for_update(of=Listing) if lock else found)
    if listing is None:
        raise NotFound()
    return listing


def own_many(artisan_id: int | None, codes: Collection[str], *, lock: bool = False) -> list[Listing]:
    """Return those of the bags asked for that are the artisan's and not deleted, by id, with their variations.

    `lock` as in `own`; always in one order, so that two requests cannot lock each other up.
    """
    found = (
        select(Listing)
        .where(Listing.code.in_(codes), Listing.artisan_id == artisan_id, Listing.state != State.REMOVED)
        .options(
            joinedload(Listing.artisan).joinedload(Artisan.place),
            with_pictures(),
            selectinload(Listing.materials),
            selectinload(Listing.units),
            selectinload(Listing.colours),
            selectinload(Listing.variants),
        )
        .order_by(Listing.id)
        .execution_options(populate_existing=True)
    )
    return list(session.scalars(found.with_for_update(of=Listing) if lock else found))


def room_for_photos(artisan_id: int | None, code: str) -> int:
    """How many photos one of the artisan's bags can still take. NotFound for somebody else's, and for a deleted one."""
    counted = (
        select(func.count(Photo.id))
        .select_from(Listing)
        .outerjoin(Photo)
        .where(Listing.code == code, Listing.artisan_id == artisan_id, Listing.state != State.REMOVED)
        .group_by(Listing.id)
    )
    count = session.scalar(counted)
    if count is None:
        raise NotFound()
    return max(0, MAX_PHOTOS - count)


def own_page(
    artisan_id: int | None, state: State | None = None, cursor: str = "", limit: int = 20
) -> Page[Listing]:
    """Return the artisan's bags, last changed first. NotFound for a cursor that was not ours."""
    mine = select(Listing).where(
        Listing.artisan_id == artisan_id,
        Listing.state == state if state else Listing.state != State.REMOVED,
        ~UNTOUCHED,
    )
    if cursor:
        at, number = _place(cursor)
        mine = mine.where(or_(Listing.updated_at < at, and_(Listing.updated_at == at, Listing.id < number)))
    order = (Listing.updated_at.desc(), Listing.id.desc())
    rows = list(session.scalars(mine.options(with_pictures()).order_by(*order).limit(limit + 1)))
    shown = rows[:limit]
    more = len(rows) > limit
    return Page(shown, encode_cursor([shown[-1].updated_at.isoformat(), shown[-1].id]) if more else None)


def _place(cursor: str) -> tuple[datetime, int]:
    mark = read_mark(cursor)
    if mark is None:
        raise NotFound()
    return mark


def own_counts(artisan_id: int | None) -> dict[State, int]:
    """How many bags the artisan has in each state; deleted ones are left out."""
    counted = (
        select(Listing.state, func.count())
        .where(Listing.artisan_id == artisan_id, Listing.state != State.REMOVED, ~UNTOUCHED)
        .group_by(Listing.state)
    )
    found = {row[0]: row[1] for row in session.execute(counted)}
    return {state: found.get(state, 0) for state in State if state is not State.REMOVED}


def maker(artisan_id: int | None) -> Artisan:
    """Return the artisan herself, for a bag about to be made. NotFound for a number nobody has."""
    artisan = session.get(Artisan, artisan_id) if artisan_id is not None else None
    if artisan is None:
        raise NotFound()
    return artisan


def own_drafts(artisan_id: int, listing_ids: Collection[int]) -> list[Listing]:
    """Return those of the bags asked for that are the artisan's own drafts, with their photos, locked."""
    return list(
        session.scalars(
            select(Listing)
            .where(
                Listing.id.in_(listing_ids), Listing.artisan_id == artisan_id, Listing.state == State.DRAFT
            )
            .options(
                joinedload(Listing.artisan),
                selectinload(Listing.photos),
                selectinload(Listing.process_photos),
            )
            .with_for_update(of=Listing)
            .execution_options(populate_existing=True)
        )
    )


def own_photo(listing: Listing, photo_id: int) -> Photo:
    """Return one of the bag's own photos. NotFound for a number that belongs to another bag."""
    for photo in listing.photos:
        if photo.id == photo_id:
            return photo
    raise NotFound()


def deleted_photos(listing: Listing) -> Sequence[DeletedPhoto]:
    """The bag's photos that can still be put back, the one deleted last first."""
    return session.scalars(
        select(DeletedPhoto)
        .where(DeletedPhoto.listing_id == listing.id)
        .options(joinedload(DeletedPhoto.picture).selectinload(Picture.renditions))
        .order_by(DeletedPhoto.deleted_at.desc(), DeletedPhoto.id.desc())
    ).all()


def own_deleted_photo(listing: Listing, deleted_id: int) -> DeletedPhoto:
    """Return one of the bag's own deleted photos, held until this request has ended.

    NotFound for a number of another bag, and for one the sweep has taken.
    """
    found = session.scalar(
        select(DeletedPhoto)
        .where(DeletedPhoto.id == deleted_id, DeletedPhoto.listing_id == listing.id)
        .with_for_update()
    )
    if found is None:
        raise NotFound()
    return found


def untouched_draft(artisan_id: int) -> Listing | None:
    """A draft the artisan opened and never filled, if there is one."""
    return session.scalars(
        select(Listing).where(Listing.artisan_id == artisan_id, UNTOUCHED).order_by(Listing.id).limit(1)
    ).first()


def made_since(artisan_id: int, since: datetime) -> tuple[int, datetime | None]:
    """How many bags the artisan began since then, and when the first of them was begun; deleted ones count, imported
    ones do not."""
    count, first = session.execute(
        select(func.count(), func.min(Listing.created_at)).where(
            Listing.artisan_id == artisan_id, Listing.created_at > since, Listing.imported.is_(False)
        )
    ).one()
    return count, first


def code_is_taken(code: str) -> bool:
    """Whether a bag has this code, be it deleted or not."""
    return session.scalar(select(Listing.id).where(Listing.code == code)) is not None


def of_artisan(artisan_id: int) -> list[Listing]:
    """Every bag of an artisan that is not deleted, for work on all of them."""
    return list(
        session.scalars(
            select(Listing).where(Listing.artisan_id == artisan_id, Listing.state != State.REMOVED)
        )
    )
