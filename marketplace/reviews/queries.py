"""Finding reviews: of a note, of a bag, of an artisan, those that officers should look at; and what they come to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, case, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from marketplace.artisans.models import Artisan
from marketplace.database.by_moment import page_by_moment
from marketplace.database.session import session
from marketplace.kit.errors import NotFound
from marketplace.kit.paging import Page
from marketplace.order_notes.models import OrderNote
from marketplace.reviews.models import HiddenReview, Review, ReviewReport, ReviewVersion, ReviewWay
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
    """Return one page of an artisan's reviews, newest first, hidden ones in their places.

    A cursor that was not ours leads to the first page.
    """
    query = _whole().where(Review.artisan_id == artisan_id)
    return page_by_moment(query, Review.written_at, PER_PAGE, after, latest_first=True)


def public(review_id: int, *, lock: bool = False) -> Review:
    """Return a review everybody can read. NotFound for a hidden one and one of an artisan who is not shown.

    `lock` lets one sender at a time report it, until this request has ended.
    """
    query = _whole().where(
        Review.id == review_id, ~Review.hidden.has(), Review.artisan.has(Artisan.visible.is_(True))
    )
    return _one(query.options(selectinload(Review.reports)), lock)


def for_officer(review_id: int, *, lock: bool = False) -> Review:
    """Return a review with what was reported and decided about it. NotFound where there is none.

    `lock` holds its note first, as whoever writes the review does: letters about it make links of the note.
    """
    if lock:
        of_review = select(Review.note_id).where(Review.id == review_id).scalar_subquery()
        session.execute(select(OrderNote.id).where(OrderNote.id == of_review).with_for_update())
    query = _whole().where(Review.id == review_id)
    query = query.options(selectinload(Review.reports), selectinload(Review.rulings), joinedload(Review.note))
    return _one(query, lock)


def waiting(after: str = "") -> Page[Review]:
    """Return one page of the reviews an officer should look at, the oldest first. A cursor not ours: the first page."""
    query = _whole().where(_waits()).options(selectinload(Review.reports))
    return page_by_moment(query, Review.written_at, PER_PAGE, after, latest_first=False)


def waiting_count() -> int:
    """How many reviews an officer should look at."""
    return session.scalar(select(waiting_number())) or 0


def waiting_number() -> ScalarSelect[int]:
    """The same number as a part of another query."""
    return select(func.count(Review.id)).where(_waits()).scalar_subquery()


def _waits() -> ColumnElement[bool]:
    """Reported and not dealt with, or written anew since it was hidden."""
    return or_(
        Review.reports.any(ReviewReport.settled_at.is_(None)),
        Review.hidden.has(HiddenReview.number < Review.number),
    )


def _one(query: Select[Review], lock: bool) -> Review:
    query = query.execution_options(populate_existing=True)
    found = session.scalars(query.with_for_update(of=Review) if lock else query).one_or_none()
    if found is None:
        raise NotFound()
    return found


def _whole(load: Callable[..., Any] = selectinload) -> Select[Review]:
    return select(Review).options(
        joinedload(Review.artisan),
        joinedload(Review.listing),
        joinedload(Review.hidden),
        load(Review.versions).joinedload(ReviewVersion.way),
        load(Review.photos),
    )


def _newest(condition: ColumnElement[bool]) -> Sequence[Review]:
    """A few, with all of theirs in one query: they stand on pages that may ask few questions."""
    newest_first = _whole(joinedload).where(condition).order_by(Review.written_at.desc(), Review.id.desc())
    return session.scalars(newest_first.limit(NEWEST)).unique().all()


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
        .where(ReviewVersion.number == Review.number, ~Review.hidden.has(), condition)
        .subquery()
    )
    sums = [func.sum(case((said.c.turn == 1, said.c[aspect.value]), else_=0)) for aspect in Aspect]
    row = session.execute(
        select(func.count(), func.count(said.c.mailbox), func.count(case((said.c.turn == 1, 1))), *sums)
    ).one()
    count, proved, buyers, *totals = (int(value or 0) for value in row)
    return summary(count, proved, buyers, totals)
