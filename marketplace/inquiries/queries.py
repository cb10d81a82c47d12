"""Finding bags to ask about, threads by their private link, and an artisan's own inbox."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from marketplace.artisans.models import Artisan
from marketplace.database.session import session
from marketplace.inquiries.models import Message, Thread
from marketplace.inquiries.rules import Side
from marketplace.kit.errors import NotFound
from marketplace.kit.paging import Page, decode_cursor, encode_cursor
from marketplace.kit.tokens import digest
from marketplace.listings.models import Listing, Photo
from marketplace.listings.rules import WITH_PAGE
from marketplace.pictures.models import Picture

PER_PAGE = 20
MOST_WAITING = 100
SAME_WITHIN = timedelta(minutes=10)


def bag(code: str) -> Listing:
    """Return a bag whose page the public may see. NotFound for any other."""
    found = session.scalars(
        select(Listing)
        .join(Listing.artisan)
        .where(Listing.code == code, Listing.state.in_(WITH_PAGE), Artisan.visible.is_(True))
        .options(
            contains_eager(Listing.artisan).joinedload(Artisan.account),
            selectinload(Listing.photos).joinedload(Photo.picture).selectinload(Picture.renditions),
        )
    ).one_or_none()
    if found is None:
        raise NotFound()
    return found


def by_token(token: str, at: datetime) -> Thread:
    """Return the thread behind a private link. NotFound where there is none, or the link has run out."""
    found = session.scalars(
        select(Thread)
        .where(Thread.token_digest == digest(token), Thread.token_expires_at > at)
        .options(
            joinedload(Thread.artisan).joinedload(Artisan.account),
            joinedload(Thread.listing),
            selectinload(Thread.messages),
        )
    ).one_or_none()
    if found is None:
        raise NotFound("inquiry.link")
    return found


def same_again(listing_id: int, sender_key: str, name: str, body: str, at: datetime) -> Thread | None:
    """Return the thread that this very message began a moment ago: the button was pressed twice."""
    return session.scalars(
        select(Thread)
        .join(Thread.messages)
        .where(
            Thread.listing_id == listing_id,
            Thread.sender_key == sender_key,
            Thread.buyer_name == name,
            Thread.created_at > at - SAME_WITHIN,
            Message.side == Side.BUYER,
            Message.body == body,
        )
        .order_by(Thread.id)
        .limit(1)
    ).one_or_none()


def waiting(artisan_id: int | None) -> Sequence[Thread]:
    """Return an artisan's threads that wait for her answer, the oldest question first."""
    return session.scalars(
        _own(artisan_id)
        .where(Thread.waiting_since.is_not(None))
        .order_by(Thread.waiting_since, Thread.id)
        .limit(MOST_WAITING)
    ).all()


def answered(artisan_id: int | None, after: str) -> Page[Thread]:
    """Return one page of her answered threads, the newest first."""
    query = _own(artisan_id).where(Thread.waiting_since.is_(None))
    mark = _mark(after)
    if mark is not None:
        at, row = mark
        query = query.where(
            or_(Thread.last_message_at < at, and_(Thread.last_message_at == at, Thread.id < row))
        )
    rows = session.scalars(
        query.order_by(Thread.last_message_at.desc(), Thread.id.desc()).limit(PER_PAGE + 1)
    ).all()
    shown = rows[:PER_PAGE]
    last = shown[-1] if len(rows) > PER_PAGE else None
    return Page(shown, encode_cursor([last.last_message_at.isoformat(), last.id]) if last else None)


def unread(artisan_id: int | None) -> int:
    """Count the messages an artisan has not opened yet."""
    return (
        session.scalar(select(func.sum(Thread.unread_by_artisan)).where(Thread.artisan_id == artisan_id)) or 0
    )


def own_thread(artisan_id: int | None, thread_id: int) -> Thread:
    """Return one of an artisan's own threads. NotFound for anybody else's."""
    found = session.scalars(
        _own(artisan_id)
        .where(Thread.id == thread_id)
        .options(selectinload(Thread.messages), joinedload(Thread.artisan))
    ).one_or_none()
    if found is None:
        raise NotFound()
    return found


def _own(artisan_id: int | None) -> Select[Thread]:
    photos = selectinload(Listing.photos).joinedload(Photo.picture).selectinload(Picture.renditions)
    return (
        select(Thread)
        .where(Thread.artisan_id == artisan_id)
        .options(joinedload(Thread.listing).options(photos))
    )


def _mark(after: str) -> tuple[datetime, int] | None:
    try:
        moment, row = decode_cursor(after)
        at = datetime.fromisoformat(str(moment)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return (at, row) if isinstance(row, int) and 0 <= row < 2**31 else None
