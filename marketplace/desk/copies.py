"""The same photo, or one that looks like a copy of it, in the shops of two artisans. Selects only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Integer, Label, Select, and_, case, cast, null, or_, select, union_all
from sqlalchemy.orm import aliased, joinedload, selectinload

from marketplace.database.session import session
from marketplace.kit.paging import Page, decode_cursor, encode_cursor, row_number
from marketplace.listings.models import Listing, Photo
from marketplace.listings.rules import State
from marketplace.pictures.models import Picture, PictureCopy

PAGE = 20
Found = Select[int, int, int | None, int | None]
"""Newer and older photo, and the two pictures of a `PictureCopy`."""
IN_SHOPS = (State.PUBLISHED, State.PAUSED, State.SOLD)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two photos of two artisans, the newer one first. `likeness` is None where it is one and the same file."""

    newer: Photo
    older: Photo
    likeness: PictureCopy | None


def pairs(after: str) -> Page[Pair]:
    """Return a page of pairs, the newest photos first; `after` is a page's cursor. An unreadable one begins anew."""
    both = union_all(_one_file(), _copies()).subquery()
    query = select(both).order_by(both.c.newer.desc(), both.c.older.desc()).limit(PAGE + 1)
    if (cursor := _cursor(after)) is not None:
        newer, older = cursor
        query = query.where(or_(both.c.newer < newer, and_(both.c.newer == newer, both.c.older < older)))
    rows = session.execute(query).all()
    shown, more = rows[:PAGE], len(rows) > PAGE
    photos = _photos({number for row in shown for number in (row.newer, row.older)})
    likenesses = _likenesses({(row.picture_id, row.other_id) for row in shown if row.picture_id is not None})
    found = [
        Pair(photos[row.newer], photos[row.older], likenesses.get((row.picture_id, row.other_id)))
        for row in shown
    ]
    return Page(found, encode_cursor([shown[-1].newer, shown[-1].older]) if more else None)


def _one_file() -> Found:
    one, other = aliased(Photo), aliased(Photo)
    return _of_two(
        select(one.id.label("newer"), other.id.label("older"), _none("picture_id"), _none("other_id")).join(
            other, and_(other.picture_id == one.picture_id, other.id < one.id)
        ),
        one,
        other,
    )


def _copies() -> Found:
    one, other = aliased(Photo), aliased(Photo)
    return _of_two(
        select(
            case((one.id > other.id, one.id), else_=other.id).label("newer"),
            case((one.id > other.id, other.id), else_=one.id).label("older"),
            PictureCopy.picture_id,
            PictureCopy.other_id,
        )
        .join(PictureCopy, PictureCopy.picture_id == one.picture_id)
        .join(other, other.picture_id == PictureCopy.other_id),
        one,
        other,
    )


def _of_two(query: Found, one: type[Photo], other: type[Photo]) -> Found:
    """Leave only pairs of two artisans; drafts and what was deleted stand in no shop."""
    hers, theirs = aliased(Listing), aliased(Listing)
    return (
        query.join(hers, hers.id == one.listing_id)
        .join(theirs, theirs.id == other.listing_id)
        .where(hers.artisan_id != theirs.artisan_id, hers.state.in_(IN_SHOPS), theirs.state.in_(IN_SHOPS))
    )


def _none(name: str) -> Label[int]:
    return cast(null(), Integer).label(name)


def _photos(ids: set[int]) -> dict[int, Photo]:
    rows = session.scalars(
        select(Photo)
        .where(Photo.id.in_(ids))
        .options(
            joinedload(Photo.listing).joinedload(Listing.artisan),
            joinedload(Photo.picture),
            selectinload(Photo.picture, Picture.renditions),
        )
    )
    return {photo.id: photo for photo in rows}


def _likenesses(ids: set[tuple[int, int]]) -> dict[tuple[int | None, int | None], PictureCopy]:
    firsts = {first for first, _ in ids}
    rows: Sequence[PictureCopy] = (
        session.scalars(select(PictureCopy).where(PictureCopy.picture_id.in_(firsts))).all() if firsts else []
    )
    return {(row.picture_id, row.other_id): row for row in rows}


def _cursor(after: str) -> tuple[int, int] | None:
    if not after:
        return None
    try:
        newer, older = decode_cursor(after)
        return row_number(newer), row_number(older)
    except ValueError:
        return None
