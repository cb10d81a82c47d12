"""Finding questions: the public ones of a bag, an artisan's own, those an officer should look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, tuple_
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from marketplace.artisans.models import Artisan
from marketplace.database.session import session
from marketplace.kit.errors import NotFound
from marketplace.kit.paging import Page, decode_cursor, encode_cursor, moment, read_mark, row_number
from marketplace.listings.models import Listing
from marketplace.listings.rules import WITH_PAGE
from marketplace.questions.models import Question, QuestionFlag
from marketplace.questions.rules import State

PER_PAGE = 20
NEWEST = 2


@dataclass(frozen=True, slots=True)
class Newest:
    """The last answers about a bag, and how many there are in all."""

    items: Sequence[Question]
    total: int


NONE = Newest((), 0)


def is_asked_about(listing_id: int) -> ColumnElement[bool]:
    """Whether a bag has a question that everybody may read."""
    return exists().where(Question.listing_id == listing_id, Question.state == State.ANSWERED)


def newest(listing_id: int) -> Newest:
    """Return the questions answered last; one query."""
    rows = session.execute(
        select(Question, func.count().over())
        .where(Question.listing_id == listing_id, Question.state == State.ANSWERED)
        .order_by(Question.answered_at.desc(), Question.id.desc())
        .limit(NEWEST)
    ).all()
    return Newest([row[0] for row in rows], rows[0][1] if rows else 0)


def answered(listing_id: int, after: str = "") -> Page[Question]:
    """Return one page of a bag's public questions, answered last first. A cursor not ours leads to the first."""
    query = select(Question).where(Question.listing_id == listing_id, Question.state == State.ANSWERED)
    mark = read_mark(after)
    if mark:
        query = query.where(tuple_(Question.answered_at, Question.id) < mark)
    newest_first = query.order_by(Question.answered_at.desc(), Question.id.desc())
    rows = session.scalars(newest_first.limit(PER_PAGE + 1)).all()
    return _page(rows, lambda last: [str(last.answered_at and last.answered_at.isoformat()), last.id])


def taken_away(listing_id: int) -> Mapping[State, int]:
    """Count what is not shown of a bag's answered questions: hidden by the artisan, removed by an officer."""
    rows = session.execute(
        select(Question.state, func.count())
        .where(
            Question.listing_id == listing_id,
            Question.state.in_((State.HIDDEN, State.REMOVED)),
            Question.answered_at.is_not(None),
        )
        .group_by(Question.state)
    )
    return {row[0]: row[1] for row in rows}


def same_again(listing_id: int, sender_key: str, body: str) -> Question | None:
    """Return the waiting question that says this very thing, by the same sender."""
    return session.scalars(
        select(Question)
        .where(
            Question.listing_id == listing_id,
            Question.state == State.WAITING,
            Question.sender_key == sender_key,
            Question.body == body,
        )
        .order_by(Question.id)
        .limit(1)
    ).one_or_none()


def public(question_id: int, *, lock: bool = False) -> Question:
    """Return a question that stands on a page. NotFound for any other.

    `lock` lets one sender at a time report it, until this request has ended.
    """
    query = _whole().where(
        Question.id == question_id,
        Question.state == State.ANSWERED,
        Listing.state.in_(WITH_PAGE),
        Artisan.visible.is_(True),
    )
    found = session.scalars(query.with_for_update(of=Question) if lock else query).one_or_none()
    if found is None:
        raise NotFound()
    return found


def own(artisan_id: int | None, question_id: int, *, lock: bool = False) -> Question:
    """Return one of the questions an artisan was asked. NotFound for anybody else's."""
    query = _whole().where(Question.id == question_id, Question.artisan_id == artisan_id)
    found = session.scalars(query.with_for_update(of=Question) if lock else query).one_or_none()
    if found is None:
        raise NotFound()
    return found


def waiting_count(artisan_id: int | None) -> int:
    """How many public questions wait for an artisan's answer."""
    query = select(func.count(Question.id)).where(
        Question.artisan_id == artisan_id, Question.state == State.WAITING
    )
    return session.scalar(query) or 0


def own_page(artisan_id: int | None, after: str = "") -> Page[Question]:
    """Return one page of an artisan's questions: those that wait, longest first; then the others, asked last first.

    A cursor that was not ours leads to the first page.
    """
    waiting, mark = _own_mark(after)
    mine = _whole().where(Question.artisan_id == artisan_id)
    place = tuple_(Question.asked_at, Question.id)
    rows: list[Question] = []
    if waiting:
        query = mine.where(Question.state == State.WAITING, *([place > mark] if mark else []))
        rows += session.scalars(query.order_by(Question.asked_at, Question.id).limit(PER_PAGE + 1))
        mark = None
    if len(rows) <= PER_PAGE:
        query = mine.where(Question.state != State.WAITING, *([place < mark] if mark else []))
        newest_first = query.order_by(Question.asked_at.desc(), Question.id.desc())
        rows += session.scalars(newest_first.limit(PER_PAGE + 1 - len(rows)))
    return _page(rows, lambda last: [last.state is State.WAITING, last.asked_at.isoformat(), last.id])


def for_officer(question_id: int) -> Question:
    """Return a question with what was reported about it. NotFound where there is none."""
    found = session.scalars(
        _whole().where(Question.id == question_id).options(selectinload(Question.flags))
    ).one_or_none()
    if found is None:
        raise NotFound()
    return found


def flagged(after: str = "") -> Page[Question]:
    """Return one page of the questions that were reported and that no officer has dealt with, by their number."""
    open_flag = and_(QuestionFlag.question_id == Question.id, QuestionFlag.settled_at.is_(None))
    query = _whole().where(select(QuestionFlag.id).where(open_flag).exists())
    mark = read_mark(after)
    query = query.where(tuple_(Question.asked_at, Question.id) > mark) if mark else query
    ordered = query.options(selectinload(Question.flags)).order_by(Question.asked_at, Question.id)
    rows = session.scalars(ordered.limit(PER_PAGE + 1)).all()
    return _page(rows, lambda last: [last.asked_at.isoformat(), last.id])


def flagged_count() -> int:
    """How many questions were reported and wait for an officer."""
    query = select(func.count(QuestionFlag.question_id.distinct())).where(QuestionFlag.settled_at.is_(None))
    return session.scalar(query) or 0


def to_forget(before: datetime) -> Sequence[Question]:
    """Return the questions asked before a moment that still keep where their answer should go."""
    return session.scalars(
        select(Question).where(
            Question.state == State.WAITING,
            Question.asked_at < before,
            or_(Question.email.is_not(None), Question.sender_key != ""),
        )
    ).all()


def _whole() -> Select[Question]:
    return (
        select(Question)
        .join(Question.listing)
        .join(Listing.artisan)
        .options(
            contains_eager(Question.listing)
            .contains_eager(Listing.artisan)
            .options(joinedload(Artisan.account))
        )
    )


def _page(rows: Sequence[Question], place: object) -> Page[Question]:
    shown = rows[:PER_PAGE]
    assert callable(place)
    return Page(shown, encode_cursor(place(shown[-1])) if len(rows) > PER_PAGE else None)


def _own_mark(after: str) -> tuple[bool, tuple[datetime, int] | None]:
    try:
        waiting, at, row = decode_cursor(after)
        return waiting is True, (moment(at), row_number(row))
    except ValueError:
        return True, None
