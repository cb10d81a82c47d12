"""Finding reports of talks: those of a talk, the officers' queue, and which photos are held for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, exists, func, select
from sqlalchemy.orm import joinedload, selectinload

from marketplace.artisans.models import Artisan
from marketplace.database.by_moment import page_by_moment
from marketplace.database.session import session
from marketplace.inquiries.models import Message, MessagePhoto, Thread
from marketplace.inquiries.rules import Side
from marketplace.kit.errors import NotFound
from marketplace.kit.paging import Page
from marketplace.talk_reports.models import TalkReport

PER_PAGE = 30
MOST_OF_A_TALK = 10


def of_side(thread_id: int, side: Side) -> Sequence[TalkReport]:
    """Return what one side may know: its reports, and those of the other with an outcome; newest first."""
    query = (
        select(TalkReport)
        .where(
            TalkReport.thread_id == thread_id, (TalkReport.side == side) | TalkReport.closed_at.is_not(None)
        )
        .options(joinedload(TalkReport.ruling))
        .order_by(TalkReport.id.desc())
    )
    return session.scalars(query.limit(MOST_OF_A_TALK)).all()


def last_of_side(thread_id: int, side: Side) -> TalkReport | None:
    """Return the newest report one side made of a talk."""
    query = select(TalkReport).where(TalkReport.thread_id == thread_id, TalkReport.side == side)
    return session.scalars(query.order_by(TalkReport.id.desc()).limit(1)).one_or_none()


def for_officer(report_id: int, *, lock: bool = False) -> TalkReport:
    """Return any report. `lock` holds its talk first, as the two sides do."""
    if lock:
        thread_id = select(TalkReport.thread_id).where(TalkReport.id == report_id).scalar_subquery()
        session.execute(select(Thread.id).where(Thread.id == thread_id).with_for_update())
    query = (
        select(TalkReport)
        .where(TalkReport.id == report_id)
        .options(
            joinedload(TalkReport.ruling),
            joinedload(TalkReport.thread).options(
                joinedload(Thread.artisan).joinedload(Artisan.account),
                joinedload(Thread.listing),
                selectinload(Thread.messages).selectinload(Message.photos),
            ),
        )
        .execution_options(populate_existing=True)
    )
    found = session.scalars(query.with_for_update(of=TalkReport) if lock else query).one_or_none()
    if found is None:
        raise NotFound()
    return found


def photo_of(report: TalkReport, photo_id: int) -> MessagePhoto:
    """Return a photo that stood in the talk when it was reported. NotFound for any other."""
    photos = (photo for message in report.messages for photo in message.photos)
    found = next((photo for photo in photos if photo.id == photo_id), None)
    if found is None:
        raise NotFound()
    return found


def queue(*, closed: bool = False, after: str = "") -> Page[TalkReport]:
    """Return one page of reports: the open ones, the oldest first, or the closed ones, the latest first.

    A cursor that was not ours leads to the first page.
    """
    when = TalkReport.closed_at if closed else TalkReport.made_at
    query = select(TalkReport).options(
        joinedload(TalkReport.ruling),
        joinedload(TalkReport.thread).options(joinedload(Thread.artisan), joinedload(Thread.listing)),
    )
    query = query.where(TalkReport.closed_at.is_not(None) if closed else TalkReport.closed_at.is_(None))
    return page_by_moment(query, when, PER_PAGE, after, latest_first=closed)


def open_count() -> int:
    """Count the reports that wait for an outcome; one query."""
    return session.scalar(select(open_number())) or 0


def open_number() -> ScalarSelect[int]:
    """The same number as a part of another query."""
    return select(func.count(TalkReport.id)).where(TalkReport.closed_at.is_(None)).scalar_subquery()


def holds_photo() -> ColumnElement[bool]:
    """Say in SQL over MessagePhoto that it belongs to what officers read of a report."""
    return exists().where(
        TalkReport.thread_id == Message.thread_id,
        Message.id == MessagePhoto.message_id,
        MessagePhoto.message_id <= TalkReport.until_message_id,
        TalkReport.forgotten_at.is_(None),
    )


def to_forget(closed_before: datetime, most: int) -> Sequence[TalkReport]:
    """Return reports that ended before a moment and are not forgotten yet, the oldest first."""
    return session.scalars(
        select(TalkReport)
        .where(TalkReport.closed_at < closed_before, TalkReport.forgotten_at.is_(None))
        .order_by(TalkReport.closed_at, TalkReport.id)
        .limit(most)
    ).all()
