"""Finding reviews: of a note, of a bag, of an artisan; and what they come to."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, case, exists, func, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from marketplace.artisans.models import Artisan
from marketplace.database.session import session
from marketplace.kit.errors import NotFound
from marketplace.kit.paging import Page, encode_cursor, read_mark
from marketplace.reviews.models import Review, ReviewVersion, ReviewWay
from marketplace.reviews.rules import Aspect, Summary, summary

PER_PAGE = 20
NEWEST = 3


def of_note(note_id: int, *, lock: bool = False) -> Review | None:
    """Return the review of a note, if one was written."""
    query = _whole().where(Review.note_id == note_id).execution_options(populate_existing=True)
    return session.scalars(query.with_for_update(of=Review) if lock else query).one_or_none()


def is_reviewed(listing_id: int) -> ColumnElement[bool]:
    """Whether a bag has a review."""
    return exists().where(Review.listing_id == listing_id)


def newest_of_bag(listing_id: int) -> Sequence[Review]:
    """Return the reviews of a bag written last."""
    return _newest(Review.listing_id == listing_id)


def newest_of_artisan(artisan_id: int) -> Sequence[Review]:
    """Return the reviews of an artisan's orders written last."""
    return _newest(Review.artisan_id == artisan_id)


def summary_of_bag(listing_id: int) -> Summary:
    """Return what the reviews of a bag come to; one query."""
    return _summary(Review.listing_id == listing_id)


def summary_of_artisan(artisan_id: int) -> Summary:
    """Return what the reviews of an artisan's orders come to; one query."""
    return _summary(Review.artisan_id == artisan_id)


def artisan(slug: str) -> Artisan:
    """Return an artisan the public may see. NotFound for any other."""
    found = session.scalars(
        select(Artisan).where(Artisan.slug == slug, Artisan.visible.is_(True))
    ).one_or_none()
    if found is None:
        raise NotFound()
    return found


def of_artisan(artisan_id: int, after: str = "") -> Page[Review]:
    """Return one page of an artisan's reviews, newest first. A cursor that was not ours leads to the first."""
    query = _whole().where(Review.artisan_id == artisan_id)
    mark = read_mark(after)
    if mark:
        query = query.where(tuple_(Review.written_at, Review.id) < mark)
    newest_first = query.order_by(Review.written_at.desc(), Review.id.desc())
    rows = session.scalars(newest_first.limit(PER_PAGE + 1)).all()
    shown = rows[:PER_PAGE]
    more = len(rows) > PER_PAGE
    return Page(shown, encode_cursor([shown[-1].written_at.isoformat(), shown[-1].id]) if more else None)


def _whole() -> Select[Review]:
    return select(Review).options(
        joinedload(Review.artisan),
        joinedload(Review.listing),
        selectinload(Review.versions).joinedload(ReviewVersion.way),
    )


def _newest(condition: ColumnElement[bool]) -> Sequence[Review]:
    newest_first = _whole().where(condition).order_by(Review.written_at.desc(), Review.id.desc())
    return session.scalars(newest_first.limit(NEWEST)).all()


def _summary(condition: ColumnElement[bool]) -> Summary:
    newest_first = (Review.written_at.desc(), Review.id.desc())
    turn = func.row_number().over(partition_by=ReviewWay.mailbox, order_by=newest_first)
    said = (
        select(
            ReviewWay.mailbox,
            case((ReviewWay.mailbox.is_not(None), turn)).label("turn"),
            *(getattr(ReviewVersion, aspect.value) for aspect in Aspect),
        )
        .select_from(Review)
        .join(Review.versions)
        .outerjoin(ReviewVersion.way)
        .where(ReviewVersion.number == Review.number, condition)
        .subquery()
    )
    sums = [func.sum(case((said.c.turn == 1, said.c[aspect.value]), else_=0)) for aspect in Aspect]
    row = session.execute(
        select(func.count(), func.count(said.c.mailbox), func.count(case((said.c.turn == 1, 1))), *sums)
    ).one()
    count, proved, buyers, *totals = (int(value or 0) for value in row)
    return summary(count, proved, buyers, totals)
